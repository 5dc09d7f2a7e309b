/**
 * The contract of the access modes: how a controller's builds reach Docker. A mode is a folder that owns everything about it, and a
 * line in modes.ts. This file names no mode.
 */
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Rule } from "../changes/change-rules";
import type { Deployment } from "../docker/deployment";
import type { DockerEndpoint } from "../endpoint/endpoint";
import type { Problem } from "../text/problems";
import type { RegistryCa } from "../text/registry-ca";

/**
 * An access mode.
 * @typeParam Block its block of options, as its user writes it
 */
export interface AccessMode<Block extends object = object> {
  /** The word that chooses the mode. It is also the key of the mode's block of options. */
  name: string;
  /** Rules of the block, for each option by itself. A mode without options has none. */
  schema?: z.ZodObject;
  /** What every build is granted. One line of Markdown. Pure. */
  grants(block: Block | undefined): string;
  /** Whether builds use the engine that runs the controller. The stack then makes and deletes what agents need on it. Pure. */
  sharesEngine(block: Block | undefined): boolean;
  /** Whether builds run on other machines. Builds on the controller itself do not count. Pure. */
  buildsElsewhere(block: Block | undefined): boolean;
  /** Whether agents are containers, on engines that the controller reaches. */
  containerAgents: boolean;
  /** Volumes that the mode may make, each with an engine's images and build cache: {@link BuildAccess.volumes}. */
  volumes: string[];
  /** What a preview says of a change of the mode's own resources. */
  changes: Rule[];
  /** What is wrong between options of the block, or between the block and other settings. Pure. */
  problems(block: Block | undefined, others: OtherSettings): Problem[];
  /** What the mode needs of the controller's engine. Pure. */
  needs(block: Block | undefined): AccessNeeds;
  /** The block with its defaults, as a reviewer reads it in a diff. Undefined where there is nothing to read. */
  shown(block: Block | undefined): pulumi.Inputs | undefined;
  /** Makes what the mode needs, as children of the component. */
  make(block: Block | undefined, context: AccessContext): BuildAccess;
}

/** Settings of other parts that a mode's rules look at. */
export interface OtherSettings {
  /** Whether the controller's image is the user's own, which is taken as it is. */
  customImage: boolean;
  /** The port of the web interface; undefined where it is not known yet. */
  uiPort?: number;
  /** Whether there are fleets: machines for builds, beside what the mode has. */
  hasFleets: boolean;
  /** Whether something is said of agents that are containers. */
  hasAgents: boolean;
}

/** What a mode needs of the controller's engine. It is checked before anything is made. */
export interface AccessNeeds {
  /** Images, by the setting that names them. */
  images: Record<string, pulumi.Input<string>>;
  /** A runtime that not every engine has, with the setting that names it. */
  runtime?: { path: string; name: string };
  /** Whether jenkins has to be in the group of the engine's socket. */
  socketGroup: boolean;
  /** Whether a container of the mode needs root on the host. */
  root: boolean;
  /** A port on the engine's machine, with the setting that names it. */
  port?: { path: string; bindAddress: string; port: number };
  /** The engine in a container that the mode makes: its volume (what follows the component's name), and its mirrors with the setting that names them. */
  innerEngine?: { volume: string; path: string; mirrors: pulumi.Input<string>[] };
  /** Engines of other machines, each with the setting that names it. */
  engines?: OtherEngine[];
}

/** The engine of another machine. */
export interface OtherEngine {
  /** The setting that names it: `remote`, `remote.pool[0]`. */
  path: string;
  endpoint: pulumi.Input<DockerEndpoint>;
  /** Whether the controller gets a client certificate of its own. */
  ownKey: boolean;
  /** What makes the endpoint unusable, once it is known. Pure but for the clock. */
  problems: (endpoint: DockerEndpoint) => Problem[];
}

/** What a mode is given to make its resources. */
export interface AccessContext {
  deployment: Deployment;
  /** The volume of Jenkins' home. */
  home: pulumi.Input<string>;
  /** Whether builds run on the controller itself. An engine then has to see the home at the same path. */
  buildsOnController: boolean;
  /** CAs of registries, for an engine that the mode makes. */
  registryCas: RegistryCa[];
}

/** What a mode yields. It is the same for all modes. */
export interface BuildAccess {
  /** `DOCKER_HOST` of the builds, as the controller sees it. Undefined where the controller does not reach their engines. */
  dockerHost?: pulumi.Input<string>;
  /** Whether that engine is another machine's, which may be away. The controller comes up without it. */
  elsewhere?: boolean;
  /** Whether the machine starts that engine, and not this stack: it may answer a little later than all the rest. */
  startsByItself?: boolean;
  /**
   * The builds' engine for others: an endpoint that they can reach, with which they make keys of their own. A mode whose engine nobody
   * else can reach has none.
   */
  endpoint?: pulumi.Output<DockerEndpoint | undefined>;
  controller: ControllerWiring;
  /** The engines that agents are started on: more than one for a pool, and none where agents are machines. */
  agentEngines: AgentEngine[];
  /** Volumes that the mode made: what follows the component's name in their names. */
  volumes: string[];
  /** Containers that the mode made. */
  awaits: AwaitedContainer[];
  /** What to do where the engine's socket refuses jenkins. Gets the path of the host's own socket. */
  whenDenied?: (socketPath: string) => string;
  /** What whoever can start a build is granted with these settings. One line. */
  grants: string;
  /** What does not work with these settings, and why. */
  limits?: string;
  /** An option in use that nobody has run yet: its path and value. */
  experimental?: string;
}

/** What the controller's container needs so that its builds reach their engine. */
export interface ControllerWiring {
  environment: Record<string, pulumi.Input<string>>;
  mounts: docker.types.input.ContainerMount[];
  /** Numeric groups, beside jenkins' own. */
  groups: pulumi.Input<string>[];
  files: ControllerFile[];
  /** Networks of engines, beside the controller's own. */
  networks?: docker.Network[];
  /** An engine inside the controller's own container. Its image then has that engine, and starts it. */
  engineInside?: { image: pulumi.Input<string> };
  privileged: boolean;
  /** The runtime of the controller's container, where it is not the engine's default one. */
  runtime?: string;
}

/** A file in the controller's container, of jenkins (1000), mode 0444. Its content is a secret, unless it is a CA. */
export interface ControllerFile {
  file: string;
  content: pulumi.Input<string>;
}

/** An engine that agents live on, as the controller reaches it. */
export interface AgentEngine {
  /** Its address, for `DOCKER_HOST` and the Docker cloud. */
  uri: pulumi.Input<string>;
  /** The folder of the controller's certificate for it. An engine that is reached by a socket has none. */
  certificates?: string;
  /** The engine's socket on its own machine. Agents live there, and mount it. */
  socketPath: pulumi.Input<string>;
  /** The numeric group of that socket. Agents have to be in it. */
  socketGroup: pulumi.Input<string>;
  /** A group that the socket may have instead, in the engine's containers. */
  alsoGroup?: string;
}

/** A container that must be healthy before an `up` is done. */
export interface AwaitedContainer {
  /** What it is, in progress messages. */
  what: string;
  container: docker.Container;
}
