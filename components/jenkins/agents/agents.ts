/** Agents: what the casc says of them, and what they need on the engines that they live on. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { AgentEngine } from "../../access/contract";
import type { CompanyNetwork } from "../../text/proxy";
import { type Cloud, renderClouds } from "./cloud";
import { agentImage, agentImageOfStack } from "./agent-image";
import type { EngineForAgents } from "../verify/prepare-engine";
import type { AgentSettings } from "./agent-settings";

/** What the agents of a Jenkins depend on. */
export interface AgentParts {
  settings: AgentSettings;
  engines: AgentEngine[];
  /** Whether they live on the engine that runs the controller: what they need there is the stack's. */
  sharesEngine: boolean;
  /** The repository of their image. */
  repository: string;
  /** The volume for the `config.json` of agents. */
  dockerConfig: string;
  /** Addresses of the registries that have a login. */
  registries: string[];
  company: CompanyNetwork;
  labels: docker.types.input.VolumeLabel[];
  architecture: pulumi.Output<string | undefined>;
  onEngine: pulumi.CustomResourceOptions;
}

/** What the rest of the component does with them. */
export interface MadeAgents {
  /** For the casc. */
  clouds: pulumi.Output<Cloud[]>;
  /** Made by the controller, once it is up (prepare.ts). */
  engines: pulumi.Output<EngineForAgents[]>;
}

/** Makes what is the stack's to make. */
export function agents(name: string, parts: AgentParts): MadeAgents {
  const { settings, sharesEngine, registries, company } = parts;
  const known = pulumi.all(parts.engines.map((engine) => pulumi.output(engine)));
  const image = parts.architecture.apply((architecture) =>
    agentImage(parts.repository, settings.image, company, sharesEngine ? architecture : undefined),
  );
  const usesOurs = settings.templates.some((template) => template.image === undefined);
  const built = sharesEngine && usesOurs ? agentImageOfStack(name, image, parts.onEngine) : undefined;
  const dockerConfig = registries.length > 0 || company.proxy ? parts.dockerConfig : undefined;
  const volume =
    sharesEngine && dockerConfig !== undefined
      ? new docker.Volume(`${name}-docker-config`, { name: dockerConfig, labels: parts.labels }, parts.onEngine)
      : undefined;

  const clouds = pulumi
    .all([known, image])
    .apply(([engines, { name: stackImage }]) =>
      renderClouds({ engines, settings, stackImage, dockerConfig, registries, proxy: company.proxy }),
    );
  const engines = pulumi.all([known, image, built?.imageId, volume?.name]).apply(([all, ours]) =>
    all.map(({ uri, certificates }) => ({
      uri,
      certificates,
      ...(usesOurs && !sharesEngine ? { image: ours } : {}),
      dockerConfig: parts.dockerConfig,
      hasDockerConfig: dockerConfig !== undefined,
      filler: settings.templates.find((template) => template.image !== undefined && !usesOurs)?.image ?? ours.name,
    })),
  );
  return { clouds, engines };
}
