/** Options of `access: remote`: their types, rules and defaults. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defaultImages } from "../../default-images";
import type { DockerEndpoint } from "../../endpoint/endpoint";
import { referenceProblem } from "../../text/image-reference";
import { mirrorProblem } from "../../text/strict-forms";
import { textWith, wholeNumber } from "../../text/validation";

/** One more engine of another machine. */
export interface RemoteEngine {
  /** The engine, by mutual TLS: the output `endpoint` of another host component, or the output `buildEndpoint` of another stack. */
  endpoint: pulumi.Input<DockerEndpoint>;
  /**
   * Whether the controller gets a client certificate of its own for this engine. `false` gives it the endpoint's `clientKey`.
   * Default: true.
   */
  ownKey?: boolean;
}

/** An engine in a container. It plays another machine. */
export interface EngineContainer {
  /**
   * The port of its API, on 127.0.0.1 of the controller's machine.
   * Default: 2376.
   */
  port?: number;
  /**
   * Its image.
   * Default: "docker:29-dind".
   */
  image?: pulumi.Input<string>;
  /**
   * Registry mirrors of Docker Hub. This engine pulls by itself, and does not use the host's mirrors.
   * Default: none.
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: pulumi.Input<string>[];
}

/** Options of `access: remote`. One of `endpoint` and `container` is needed. */
export interface Remote {
  /**
   * The engine, by mutual TLS: the output `endpoint` of another host component, or the output `buildEndpoint` of another stack.
   * @example builds.endpoint
   */
  endpoint?: pulumi.Input<DockerEndpoint>;
  /**
   * Whether the controller gets a client certificate of its own. The endpoint's `caKey` makes it. `false` gives the controller the
   * endpoint's `clientKey`, for an endpoint without `caKey`.
   * Default: true.
   */
  ownKey?: boolean;
  /** Makes a second engine in a privileged container beside the controller, to try the mode without another machine. */
  container?: EngineContainer;
  /**
   * More engines. Builds use `endpoint`, the first engine. A build that says `. /certs/builds-2/env` uses the second, and so on.
   * Default: none.
   */
  pool?: RemoteEngine[];
}

/** {@link Remote} with every default filled in. */
export interface RemoteSettings {
  /** Engines of other machines, in their order. With a container alone there is none. */
  engines: Required<RemoteEngine>[];
  container?: Required<EngineContainer>;
}

/** Rules of the second engine in a container, shared by component and stack config. */
export const engineContainerSchema = z.strictObject({
  port: wholeNumber(1, 65535).optional(),
  image: textWith("JD302", referenceProblem).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
});

// An endpoint may be known later. It is checked then, before anything is made (check/other-engines.ts).
const engine = { endpoint: z.any().optional(), ownKey: z.boolean().optional() };

/** Rules of the block in a component. A stack's config names engines otherwise (stacks/remote/remote-config.ts). */
export const remoteSchema = z.strictObject({
  ...engine,
  container: engineContainerSchema.optional(),
  pool: z.array(z.strictObject(engine)).optional(),
});

/** The defaults of the second engine in a container. */
export const engineContainerDefaults: Required<EngineContainer> = {
  port: 2376,
  image: defaultImages.engine,
  registryMirrors: [],
};

/** Fills the defaults in. */
export function remoteSettings({ endpoint, ownKey = true, container, pool = [] }: Remote = {}): RemoteSettings {
  const first = endpoint === undefined ? [] : [{ endpoint, ownKey }];
  return {
    engines: [...first, ...pool.map((more) => ({ ownKey: true, ...more }))],
    ...(container ? { container: { ...engineContainerDefaults, ...container } } : {}),
  };
}
