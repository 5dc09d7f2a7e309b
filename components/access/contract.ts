/** The contract of the access modes: how a controller's builds reach Docker. A mode is one file; modes.ts lists them. */
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../endpoint/endpoint";
import type { CompanyNetwork } from "../text/proxy";

/** Where Jenkins keeps everything; the same path wherever the home is mounted. [jenkinsci/docker: README] */
export const jenkinsHomePath = "/var/jenkins_home";

/** The numeric user and group of jenkins in the official image. [jenkinsci/docker: debian/Dockerfile] */
export const jenkinsUser = 1000;
export const jenkinsGroup = 1000;

/** How builds reach Docker: {@link Access.dood} is the default. */
export const Access = {
  /** Docker-outside-of-Docker: the engine that runs the controller, through its socket. Gives away that host's root. */
  dood: "dood",
  /** Docker-in-Docker: an engine of their own, inside a container. */
  dind: "dind",
  /** Another machine's engine, by mutual TLS. Gives away that machine's root, and none of the controller's. */
  remote: "remote",
} as const;
export type Access = (typeof Access)[keyof typeof Access];

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
  /** Nothing: its container is privileged. A determined build becomes root on the host. */
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
  image?: string;
  /**
   * Registry mirrors of Docker Hub for the inner engine: it pulls by itself and knows nothing of the host's.
   * @default none
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: string[];
}

/** {@link Dind} with every default filled in. */
export type DindSettings = Required<Dind>;

/** One more engine of another machine. */
export interface RemoteEngine {
  /** The engine, as {@link Remote.endpoint}. */
  endpoint: pulumi.Input<DockerEndpoint>;
  /**
   * As {@link Remote.ownKey}.
   * @default true
   */
  ownKey?: boolean;
}

/** An engine in a container, which plays another machine. */
export interface EngineContainer {
  /**
   * The port of its API on 127.0.0.1 of the engine's machine.
   * @default 2376
   */
  port?: number;
  /**
   * Its image.
   * @default "docker:29-dind"
   */
  image?: string;
  /**
   * Registry mirrors of Docker Hub for it: it pulls by itself.
   * @default none
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: string[];
}

/** Options of `access: remote`. One of `endpoint` and `container` is needed. */
export interface Remote {
  /**
   * The engine, by mutual TLS: the `endpoint` of another host component, or the output `buildEndpoint` of another stack.
   * @example builds.endpoint
   */
  endpoint?: pulumi.Input<DockerEndpoint>;
  /**
   * Whether the controller gets a client certificate of its own, which the endpoint's `caKey` makes. `false` hands it the
   * endpoint's own client key, where there is no `caKey`.
   * @default true
   */
  ownKey?: boolean;
  /** Have a second engine beside the controller, in a privileged container: to try the mode without another machine. */
  container?: EngineContainer;
  /**
   * More engines. Builds use the first one, `endpoint`; a build that says `. /certs/builds-2/env` uses the second, and so on.
   * @default none
   */
  pool?: RemoteEngine[];
}

/** {@link Remote} with every default filled in. */
export interface RemoteSettings {
  /** In their order; none with a container alone. */
  engines: Required<RemoteEngine>[];
  container?: Required<EngineContainer>;
}

/** The settings of all modes; a mode reads its own. */
export interface ModeSettings {
  dind: DindSettings;
  remote: RemoteSettings;
}

/** A file in the controller's container. Its content is a secret; owner jenkins (1000), mode 0444. */
export interface ControllerFile {
  file: string;
  content: pulumi.Input<string>;
}

/** What the controller's container needs so that its builds reach their engine. */
export interface ControllerWiring {
  environment: Record<string, pulumi.Input<string>>;
  mounts: docker.types.input.ContainerMount[];
  /** Numeric groups, beside jenkins' own. */
  groups: pulumi.Input<string>[];
  files: ControllerFile[];
  /** The stage of the controller's Dockerfile: `embedded` has an engine inside, and starts it. */
  stage: "controller" | "embedded";
  privileged: boolean;
  /** The runtime of the controller's container, where it is not the engine's default one. */
  runtime?: string;
}

/** An engine that agents live on, as the controller reaches it. */
export interface AgentEngine {
  /** Its address, as `DOCKER_HOST` and the Docker cloud have it. */
  uri: pulumi.Input<string>;
  /** The folder of the controller's certificate for it; none where it is reached through a socket. */
  certificates?: string;
  /** Its own socket on its own machine, which agents mount, since they live there. */
  socketPath: pulumi.Input<string>;
  /** The numeric group of that socket, which agents have to be in. */
  socketGroup: pulumi.Input<string>;
}

/** A container that must be healthy before an `up` is done, and what it is in progress messages. */
export interface AwaitedContainer {
  what: string;
  container: docker.Container;
}

/** What a mode yields, the same for all. */
export interface BuildAccess {
  /** `DOCKER_HOST` of the builds, as the controller sees it. */
  dockerHost: pulumi.Input<string>;
  /** Whether that is another machine, which may be away: the controller comes up without it. */
  elsewhere?: boolean;
  /** The builds' endpoint for others: with keys only where they are the caller's own. */
  endpoint: pulumi.Output<DockerEndpoint>;
  controller: ControllerWiring;
  /** Where agents are started; more than one where a pool is. */
  agentEngines: AgentEngine[];
  /** Volumes that the mode made, by what follows the component's name in theirs. */
  volumes: string[];
  /** Containers that the mode made. */
  awaits: AwaitedContainer[];
  /** What to do where the engine's socket refuses jenkins. */
  whenDenied?: string;
  /** One line: what whoever can start a build gets with it. */
  givesAway: string;
  /** What does not work in builds on the controller, and why. */
  limits?: string;
}

/** The CA of a registry whose certificate is of no public one. */
export interface RegistryCa {
  /** The registry, with its port: `registry.example.org:5000`. */
  address: string;
  /** PEM. */
  caCert: pulumi.Input<string>;
}

/** What a mode is told. */
export interface AccessContext {
  /** The component's name: what the names of the mode's resources start with. */
  name: string;
  /** Name on the engine for a thing of this Jenkins: `ci-dev-dind` for `dind`. */
  named: (what?: string) => string;
  /** The engine that runs the controller. */
  endpoint: pulumi.Output<DockerEndpoint>;
  /** Of that engine's machine, where its host can change it. */
  architecture: pulumi.Output<string | undefined>;
  network: docker.Network;
  home: pulumi.Input<string>;
  /** Whether builds run on the controller itself; then an engine has to see the home at the same path. */
  buildsOnController: boolean;
  settings: ModeSettings;
  /** CAs of registries that an engine of the mode's own has to trust. */
  registryCas: RegistryCa[];
  /** Of the network that such an engine is in. */
  company: CompanyNetwork;
  labels: docker.types.input.ContainerLabel[];
  /** Options of a resource that is no Docker object: parent, and after the checks. */
  plain: pulumi.CustomResourceOptions;
  /** Options of a Docker object: those, and the engine's provider. */
  onEngine: pulumi.CustomResourceOptions;
  /** Options of a container or network, whose name an interrupted `up` may have left taken. */
  onEngineByName: pulumi.CustomResourceOptions;
}

/** What a mode needs of the controller's engine: known, and checked, before anything is made. */
export interface AccessNeeds {
  /** Images, by the setting that names them. */
  images: Record<string, string>;
  /** A runtime that is not every engine's, by the setting that names it. */
  runtime?: { path: string; name: string };
  /** Whether jenkins has to be in the group of the engine's socket. */
  socketGroup: boolean;
  /** Whether something of it needs root on the host. */
  root: boolean;
  /** A port on the engine's machine, by the setting that names it. */
  port?: { path: string; bindAddress: string; port: number };
  /** Engines of other machines, by the setting that names them. */
  engines?: (Required<RemoteEngine> & { path: string })[];
}

/** A mode. */
export interface AccessMode {
  /** Volumes that it may make, each an engine's images and build cache: {@link BuildAccess.volumes}. */
  volumes: string[];
  /** Whether builds use the engine that runs the controller: what agents need on it is the stack's to make and delete. */
  sharesEngine: boolean;
  needs(settings: ModeSettings): AccessNeeds;
  /** Makes what the mode needs as children of the component. */
  access(context: AccessContext): BuildAccess;
}
