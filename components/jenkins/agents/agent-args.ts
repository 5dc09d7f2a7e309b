/** The arguments of a Jenkins for its agents. Their defaults and rules are in agent-settings.ts. */

/** Whether an agent's image is looked for in its registry. */
export const PullPolicy = {
  /** Before every agent: a tag that moves is followed. */
  always: "always",
  /** Where the engine does not have it. */
  missing: "missing",
  /** Never: it has to be on the engine. */
  never: "never",
} as const;
export type PullPolicy = (typeof PullPolicy)[keyof typeof PullPolicy];

/** A kind of agent: a container that runs one build and is removed. */
export interface AgentTemplate {
  /** What Jenkins calls it. */
  name: string;
  /**
   * Labels that pipelines ask for: `agent { label 'docker' }`.
   * @default the name
   * @example ["docker", "maven"]
   */
  labels?: string[];
  /**
   * An image of your own, with a tag or digest. It needs a Java that Jenkins takes, git, and the Docker CLI.
   * @default the one that the stack builds: {@link Agents.image} with the Docker CLI and buildx
   */
  image?: string;
  /**
   * Memory limit, in MiB. No swap beyond it.
   * @default 2048
   */
  memoryMiB?: number;
  /**
   * CPUs it may use.
   * @default no limit
   * @example 1.5
   */
  cpus?: number;
  /**
   * The user that builds run as; in the group of the engine's socket.
   * @default "jenkins"
   */
  user?: string;
  /**
   * Environment of its builds. No secrets: whoever may look at the container reads them.
   * @default none
   */
  environment?: Record<string, string>;
  /**
   * More mounts, of the engine's machine, as `docker run --mount` writes them.
   * @default none
   * @example ["type=volume,src=maven,dst=/home/jenkins/.m2"]
   */
  mounts?: string[];
  /**
   * Agents of this kind at a time, on each engine.
   * @default `containerCap`
   */
  instanceCap?: number;
  /**
   * Minutes after which an agent that got no build is removed. One that had its build is removed at once.
   * @default 5
   */
  idleMinutes?: number;
  /**
   * When an image of your own is pulled.
   * @default "missing"
   */
  pullPolicy?: PullPolicy;
  /**
   * The credential (user name and password) that Jenkins pulls the image with.
   * @default that of the registry in `registries`, where the image is of one
   */
  pullCredentialsId?: string;
}

/** Agents: containers that Jenkins starts for a build on the engine that builds use, and removes. */
export interface Agents {
  /**
   * The official agent image, with its tag, that the stack's own is built upon, on the engine that builds use.
   * @default "jenkins/agent:3355.v388858a_47b_33-1-jdk21"
   */
  image?: string;
  /**
   * Agents at a time, on each engine.
   * @default 10
   */
  containerCap?: number;
  /**
   * Kinds of agents.
   * @default one, `docker`, with that label
   */
  templates?: AgentTemplate[];
}
