/** The arguments of a Jenkins for its agents. Their defaults and rules are in agent-settings.ts. */
import type * as pulumi from "@pulumi/pulumi";

/** When the image of an agent is pulled. */
export const PullPolicy = {
  /** Before every agent. A tag that moves is followed. */
  always: "always",
  /** If the engine does not have the image. */
  missing: "missing",
  /** Never. The image has to be on the engine. */
  never: "never",
} as const;
export type PullPolicy = (typeof PullPolicy)[keyof typeof PullPolicy];

/** A template of agents. An agent is a container that runs one build and is then removed. */
export interface AgentTemplate {
  /** The name of the template in Jenkins. */
  name: string;
  /**
   * Labels that pipelines ask for: `agent { label 'docker' }`.
   * Default: the name.
   * @example ["docker", "maven"]
   */
  labels?: pulumi.Input<string>[];
  /**
   * An image of your own, with a tag or digest. It needs git, the Docker CLI, and a Java that Jenkins supports.
   * Default: the image that the stack builds: `agents.image` with the Docker CLI and buildx.
   */
  image?: pulumi.Input<string>;
  /**
   * Memory limit, in MiB. There is no swap.
   * Default: 2048.
   */
  memoryMiB?: number;
  /**
   * How many CPUs an agent may use.
   * Default: no limit.
   * @example 1.5
   */
  cpus?: number;
  /**
   * The user that runs the builds. It is added to the group of the engine's socket.
   * Default: "jenkins".
   */
  user?: string;
  /**
   * Environment of the builds. Not for secrets: whoever can inspect the container can read them.
   * Default: none.
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Additional mounts, from the engine's machine. The format is that of `docker run --mount`.
   * Default: none.
   * @example ["type=volume,src=maven,dst=/home/jenkins/.m2"]
   */
  mounts?: pulumi.Input<string>[];
  /**
   * How many agents of this template run at a time, on each engine.
   * Default: `containerCap`.
   */
  instanceCap?: number;
  /**
   * Minutes after which an agent without a build is removed. An agent that has run its build is removed at once.
   * Default: 5.
   */
  idleMinutes?: number;
  /**
   * When an image of your own is pulled.
   * Default: "missing".
   */
  pullPolicy?: PullPolicy;
  /**
   * The id of the credential (user name and password) with which Jenkins pulls the image.
   * Default: the login in `registries`, if the image is from such a registry.
   */
  pullCredentialsId?: pulumi.Input<string>;
}

/** Agents: containers that Jenkins starts for one build, on the engine that builds use. */
export interface Agents {
  /**
   * The official agent image, with its tag. The agents' image is built upon it, by the engine that builds use.
   * Default: "jenkins/agent:3355.v388858a_47b_33-1-jdk21".
   */
  image?: pulumi.Input<string>;
  /**
   * How many agents run at a time, on each engine.
   * Default: 10.
   */
  containerCap?: number;
  /**
   * Templates of agents.
   * Default: one, `docker`, with that label.
   */
  templates?: AgentTemplate[];
}
