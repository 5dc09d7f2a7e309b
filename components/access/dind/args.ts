/** Options of `access: dind`: their types, rules and defaults. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { referenceProblem } from "../../text/image-reference";
import { mirrorProblem } from "../../text/strict-forms";
import { cpuCount, textWith, wholeNumber } from "../../text/validation";
import { defaultImages } from "../../default-images";

/** Where the builds' engine of `dind` runs. */
export const DindPlacement = {
  /** In a container of its own, beside the controller. */
  sidecar: "sidecar",
  /** In the controller's container, which is then privileged. */
  embedded: "embedded",
} as const;
export type DindPlacement = (typeof DindPlacement)[keyof typeof DindPlacement];

/** What keeps the builds' engine of `dind` from the host. */
export const DindIsolation = {
  /** Nothing: the engine's container is privileged. A determined build becomes root on the host. */
  privileged: "privileged",
  /** The engine runs as an ordinary user, in a user namespace of its own. A build that is root in a container is that user outside. */
  rootless: "rootless",
  /** Sysbox, installed on the host beforehand: no container is privileged. Experimental. */
  sysbox: "sysbox",
} as const;
export type DindIsolation = (typeof DindIsolation)[keyof typeof DindIsolation];

/** Options of `access: dind`. */
export interface Dind {
  /**
   * Where the builds' engine runs: `sidecar`, a container of its own, or `embedded`, inside the controller's container.
   * Default: "sidecar".
   */
  placement?: DindPlacement;
  /**
   * `rootless` runs the builds' engine as an ordinary user, in a sidecar. The machine has to allow user namespaces to such users. The memory
   * limits of agents may not be enforced: the sidecar's own limit counts. `sysbox` runs the builds' engine without a privileged container.
   * The host's engine must have the runtime `sysbox-runc`. `sysbox` is experimental: nobody has run it with this package yet.
   * Default: "privileged".
   */
  isolation?: DindIsolation;
  /**
   * The image of the builds' engine.
   * Default: "docker:29-dind"; with `isolation: rootless`, "docker:29-dind-rootless".
   * @example "registry.example.org/docker:29.8.1-dind"
   */
  image?: pulumi.Input<string>;
  /**
   * Registry mirrors of Docker Hub for the builds' engine. It pulls by itself, and does not use the host's mirrors.
   * Default: none.
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: pulumi.Input<string>[];
  /**
   * Memory limit of the sidecar in MiB: of all builds together. There is no swap.
   * Default: three quarters of the machine's memory if the host knows it (local, aws), else no limit.
   */
  memoryMiB?: number;
  /**
   * How many CPUs all builds together may use in the sidecar. Without it, builds have half of the controller's share where both want more
   * than there is.
   * Default: no limit.
   * @example 1.5
   */
  cpus?: number;
}

/** {@link Dind} with every default filled in. The limits have none, or depend on the machine. */
export type DindSettings = Required<Omit<Dind, "memoryMiB" | "cpus">> & Pick<Dind, "memoryMiB" | "cpus">;

/** Rules of the block, shared by component and stack config. */
export const dindSchema = z.strictObject({
  placement: z.enum(DindPlacement).optional(),
  isolation: z.enum(DindIsolation).optional(),
  image: textWith("JD302", referenceProblem).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
  memoryMiB: wholeNumber(512, 1024 * 1024, " (MiB)").optional(),
  cpus: cpuCount.optional(),
});

/** Fills the defaults in. */
export function dindSettings(block: Dind = {}): DindSettings {
  const { isolation = DindIsolation.privileged } = block;
  return {
    placement: DindPlacement.sidecar,
    image: isolation === DindIsolation.rootless ? defaultImages.rootlessEngine : defaultImages.engine,
    registryMirrors: [],
    ...block,
    isolation,
  };
}

/**
 * What follows the component's name in the name of the engine's volume. A switch starts the new engine before the old one is deleted, and the
 * kinds of engines cannot read each other's data. So each has a volume of its own.
 */
export function volumeOf({ placement, isolation }: Pick<DindSettings, "placement" | "isolation">): string {
  if (placement === DindPlacement.embedded) return "dind-embedded";
  return isolation === DindIsolation.rootless ? "dind-rootless" : "dind";
}
