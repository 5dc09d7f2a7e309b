/** Options of `access: dind`: their types, rules and defaults. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { referenceProblem } from "../../text/image-reference";
import { mirrorProblem, textWith } from "../../text/validation";
import { defaultImages } from "../../default-images";

/** Where the inner engine of `dind` runs. */
export const DindPlacement = {
  /** In a container of its own, beside the controller. */
  sidecar: "sidecar",
  /** In the controller's container, which is then privileged. */
  embedded: "embedded",
} as const;
export type DindPlacement = (typeof DindPlacement)[keyof typeof DindPlacement];

/** What keeps the inner engine of `dind` from the host. */
export const DindIsolation = {
  /** Nothing: the engine's container is privileged. A determined build becomes root on the host. */
  privileged: "privileged",
  /** Sysbox, installed on the host beforehand: no container is privileged. Experimental. */
  sysbox: "sysbox",
} as const;
export type DindIsolation = (typeof DindIsolation)[keyof typeof DindIsolation];

/** Options of `access: dind`. */
export interface Dind {
  /**
   * Where the inner engine runs: `sidecar`, a container of its own, or `embedded`, inside the controller's container.
   * @default "sidecar"
   */
  placement?: DindPlacement;
  /**
   * `sysbox` runs the inner engine without a privileged container. The host's engine must have the runtime `sysbox-runc`.
   * Experimental: nobody has run it with this package yet.
   * @default "privileged"
   */
  isolation?: DindIsolation;
  /**
   * The inner engine's image.
   * @default "docker:29-dind"
   * @example "registry.example.org/docker:29.8.1-dind"
   */
  image?: pulumi.Input<string>;
  /**
   * Registry mirrors of Docker Hub for the inner engine. It pulls by itself, and does not use the host's mirrors.
   * @default none
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: pulumi.Input<string>[];
}

/** {@link Dind} with every default filled in. */
export type DindSettings = Required<Dind>;

/** Rules of the block, shared by component and stack config. */
export const dindSchema = z.strictObject({
  placement: z.enum(DindPlacement).optional(),
  isolation: z.enum(DindIsolation).optional(),
  image: textWith("JD302", referenceProblem).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
});

const defaults: DindSettings = {
  placement: DindPlacement.sidecar,
  isolation: DindIsolation.privileged,
  image: defaultImages.engine,
  registryMirrors: [],
};

/** Fills the defaults in. */
export function dindSettings(block: Dind = {}): DindSettings {
  return { ...defaults, ...block };
}
