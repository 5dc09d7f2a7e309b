/**
 * The Docker clouds of the casc: the same for every way that builds reach Docker. Pure: plain settings in, JCasC out.
 * Keys: [docker-plugin: src/test/resources/io/jenkins/docker/client/configuration-as-code_current.yml, DockerTemplateBase,
 * DockerTemplate, DockerCloud, DockerAPI, strategy/DockerOnceRetentionStrategy]
 */
import { credentialOf } from "../../access/client-certificate";
import { defaultSocketPath } from "../../endpoint/endpoint";
import {
  agentDockerConfigFolder,
  agentFolder,
  agentsImageSecret,
  isAgentsImageSecret,
  secretsFolder,
} from "../../paths";
import { environmentList } from "../../text/environment";
import { proxyEnvironment, type ProxySettings } from "../../text/proxy";
import { cascLiteral } from "../../text/casc-literal";
import { familiarReference } from "../../text/image-reference";
import { registryCredential, registryOf } from "../registries/registries";
import { PullPolicy } from "./agent-args";
import type { KnownAgentSettings } from "./agent-settings";

/** What the clouds depend on. */
export interface CloudParts {
  /** The engines, each a cloud: {@link AgentEngine}, known. */
  engines: { uri: string; certificates?: string; socketPath: string; socketGroup: string; alsoGroup?: string }[];
  settings: KnownAgentSettings;
  /** The volume with the `config.json` of the Docker CLI, where there is one. */
  dockerConfig?: string;
  /** Addresses of the registries that Jenkins has a credential for. */
  registries: string[];
  /** The proxy that is the only way out. */
  proxy?: ProxySettings;
}

/** A template of agents as JCasC has it, in docker-plugin's words. */
export interface DockerTemplate {
  name: string;
  labelString: string;
  remoteFs: string;
  instanceCapStr: string;
  mode: "NORMAL";
  connector: { attach: { user: string } };
  pullStrategy: PullStrategy;
  pullTimeout: number;
  stopTimeout: number;
  removeVolumes: boolean;
  retentionStrategy: { idleMinutes: number };
  dockerTemplateBase: {
    image: string;
    pullCredentialsId?: string;
    user: string;
    extraGroups: string[];
    mounts: string[];
    memoryLimit: number;
    memorySwap: number;
    cpus?: string;
    environment: string[];
  };
}

/** A cloud as JCasC has it. */
export interface Cloud {
  docker: {
    name: string;
    containerCap: number;
    errorDuration: number;
    exposeDockerHost: boolean;
    dockerApi: {
      dockerHost: { uri: string; credentialsId?: string };
      connectTimeout: number;
      readTimeout: number;
    };
    templates: DockerTemplate[];
  };
}

/** When docker-plugin pulls an agent's image. */
type PullStrategy = "PULL_ALWAYS" | "PULL_LATEST" | "PULL_NEVER";

/** One cloud an engine: `docker`, `docker-2`, and so on. */
export function renderClouds(parts: CloudParts): Cloud[] {
  const { engines, settings } = parts;
  return engines.map((engine, index) => ({
    docker: {
      name: index === 0 ? "docker" : `docker-${String(index + 1)}`,
      containerCap: settings.containerCap,
      // Seconds for which the plugin disables a cloud after an error. Core then remembers for five minutes that the label has no cloud, so
      // that a short outage would cost five minutes. With 0, the plugin asks an engine that is away again and again. [core: trimLabels]
      errorDuration: 0,
      // This option would give agents the address of another machine without keys. Agents use the socket instead.
      exposeDockerHost: false,
      dockerApi: {
        dockerHost: {
          uri: engine.uri,
          ...(engine.certificates === undefined ? {} : { credentialsId: credentialOf(engine.certificates) }),
        },
        // Seconds. A read may wait for a pull or for a slow start.
        connectTimeout: 10,
        readTimeout: 300,
      },
      templates: settings.templates.map((template) =>
        withTexts(
          renderTemplate(template, { ...engine, stackImage: `\${${agentsImageSecret(index)}}` }, parts),
          cascLiteral,
        ),
      ),
    },
  }));
}

const pullStrategies: Record<PullPolicy, PullStrategy> = {
  always: "PULL_ALWAYS",
  // The plugin's "latest" follows the tag "latest" only. [docker-plugin: DockerImagePullStrategy]
  missing: "PULL_LATEST",
  never: "PULL_NEVER",
};

/** A template with its free texts changed. The rules of all other texts allow no `${`. */
export function withTexts(template: DockerTemplate, change: (text: string) => string): DockerTemplate {
  const base = template.dockerTemplateBase;
  const { pullCredentialsId, mounts, environment } = base;
  return {
    ...template,
    labelString: change(template.labelString),
    dockerTemplateBase: {
      ...base,
      ...(pullCredentialsId === undefined ? {} : { pullCredentialsId: change(pullCredentialsId) }),
      mounts: mounts.map(change),
      environment: environment.map(change),
    },
  };
}

/** The file that has the image's id; undefined for an image of the user's own. */
export function fileOfImage(image: string): string | undefined {
  const name = /^\$\{(.+)\}$/.exec(image)?.[1];
  return name !== undefined && isAgentsImageSecret(name) ? `${secretsFolder}/${name}` : undefined;
}

function renderTemplate(
  template: KnownAgentSettings["templates"][number],
  engine: CloudParts["engines"][number] & { stackImage: string },
  { dockerConfig, registries, proxy }: CloudParts,
): DockerTemplate {
  const { name, labels, memoryMiB, cpus, user, instanceCap, idleMinutes, pullPolicy } = template;
  const image = template.image === undefined ? engine.stackImage : familiarReference(template.image);
  // No registry has the image that the stack builds.
  const pull = template.image === undefined ? PullPolicy.never : pullPolicy;
  const registry = template.image === undefined ? undefined : registryOf(image, registries);
  const pullCredentialsId = template.pullCredentialsId ?? (registry && registryCredential(registry));
  return {
    name,
    labelString: labels.join(" "),
    remoteFs: agentFolder,
    instanceCapStr: String(instanceCap),
    mode: "NORMAL", // agents also run jobs without a label: the controller has no executors
    connector: { attach: { user } },
    pullStrategy: pullStrategies[pull],
    pullTimeout: 300, // seconds
    stopTimeout: 1, // seconds: the agent's shell ignores SIGTERM, and its build has ended
    removeVolumes: true, // otherwise the workspace of every agent would stay
    retentionStrategy: { idleMinutes },
    dockerTemplateBase: {
      image,
      ...(pullCredentialsId === undefined ? {} : { pullCredentialsId }),
      user,
      // The agent mounts the socket of the engine that it runs on. jenkins has to be in the group of that socket.
      extraGroups: [engine.socketGroup, ...(engine.alsoGroup === undefined ? [] : [engine.alsoGroup])],
      mounts: [
        `type=bind,src=${engine.socketPath},dst=${defaultSocketPath}`,
        // docker.image().inside finds the workspace only on a volume. [docker-workflow: WithContainerStep, "--volumes-from"]
        `type=volume,dst=${agentFolder}`,
        ...(dockerConfig === undefined
          ? []
          : [`type=volume,src=${dockerConfig},dst=${agentDockerConfigFolder},readonly`]),
        ...template.mounts,
      ],
      memoryLimit: memoryMiB,
      memorySwap: memoryMiB,
      ...(cpus === undefined ? {} : { cpus: String(cpus) }),
      environment: environmentList({
        ...configEnvironment(dockerConfig),
        ...proxyEnvironment(proxy),
        ...template.environment,
      }),
    },
  };
}

/** buildx keeps state beside the file unless it is told a folder that it can write to. [docs.docker.com: buildx, BUILDX_CONFIG] */
function configEnvironment(dockerConfig: string | undefined): Record<string, string> {
  return dockerConfig === undefined
    ? {}
    : { DOCKER_CONFIG: agentDockerConfigFolder, BUILDX_CONFIG: `${agentFolder}/.buildx` };
}
