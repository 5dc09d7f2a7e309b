/** Agents: what the casc says of them, and what they need on the engines that they live on. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { BuildAccess } from "../../access/contract";
import type { Deployment } from "../../docker/deployment";
import { nameOfBuild } from "../../docker/image";
import { ownerOf } from "../../docker/engine-names";
import { agentsImageFile, agentsImageRecord } from "../../paths";
import { hash } from "../../text/hash";
import { familiarReference } from "../../text/image-reference";
import { addressesWithLogin } from "../registries/logins";
import type { JenkinsSettings } from "../settings";
import { agentImage, agentImageOfStack } from "./agent-image";
import { type Cloud, renderClouds } from "./cloud";
import type { EngineForAgents } from "./engine-for-agents";

/** Agents, as the rest of the component needs them. */
export interface MadeAgents {
  /** For the casc. */
  clouds: pulumi.Output<Cloud[]>;
  /** Files that the casc names: an image of each engine, by its id where the stack knows it. Else an `up` puts the id there later. */
  imageFiles: ImageFile[];
  /** What the controller prepares on the engines, once it is up (verify/prepare-engine.ts). */
  engines: pulumi.Output<EngineForAgents[]>;
}

/** A file with the image that agents of an engine have. */
export interface ImageFile {
  file: string;
  image: pulumi.Output<string>;
}

/**
 * A placeholder that no engine has. Agents cannot start until an `up` has replaced it by the id of their image. It is an id and no name, since
 * a name could be the name of another image by then.
 */
const noImage = `sha256:${"0".repeat(64)}`;

/** Makes what agents need on the controller's engine, where they live there. The controller prepares other engines once it is up. */
export function makeAgents(
  { name, owner, named, repository, labels, architecture, company, onEngine }: Deployment,
  { agents: settings, registries, mode, block }: Pick<JenkinsSettings, "agents" | "registries" | "mode" | "block">,
  { agentEngines }: Pick<BuildAccess, "agentEngines">,
): MadeAgents {
  const sharesEngine = mode.sharesEngine(block);
  const known = pulumi.all(agentEngines.map((engine) => pulumi.output(engine)));
  // Several stacks of the same name may use one engine. The owner's hash keeps their images apart.
  const suffix = hash(ownerOf(owner)).slice(0, 6);
  const content = pulumi
    .all([architecture, settings.image, company.caBundle])
    .apply(([machine, base, caBundle]) =>
      agentImage(repository(`agent-${suffix}`), base, { ...company, caBundle }, sharesEngine ? machine : undefined),
    );
  const called = content.name;
  const image = pulumi
    .all([content, sharesEngine ? nameOfBuild(`${name}-agent`, called, onEngine) : called])
    .apply(([made, its]) => ({ ...made, name: its }));
  const usesOurs = settings.templates.some((template) => template.image === undefined);
  const built = sharesEngine && usesOurs ? agentImageOfStack(name, image, onEngine) : undefined;
  const logins = addressesWithLogin(registries);
  const hasDockerConfig = logins.length > 0 || company.proxy !== undefined;
  const dockerConfig = named(`docker-config-${suffix}`);
  const volume =
    sharesEngine && hasDockerConfig
      ? new docker.Volume(`${name}-docker-config`, { name: dockerConfig, labels }, onEngine)
      : undefined;

  const later = pulumi.output(settings);
  const clouds = pulumi.all([known, later]).apply(([engines, knownSettings]) =>
    renderClouds({
      engines,
      settings: knownSettings,
      ...(hasDockerConfig ? { dockerConfig } : {}),
      registries: logins,
      proxy: company.proxy,
    }),
  );
  const engines = pulumi.all([known, image, later, built?.imageId, volume?.name]).apply(([all, ours, { templates }]) =>
    all.map(({ uri, certificates }, index) => ({
      imageFile: agentsImageFile(index),
      imageRecord: agentsImageRecord(index),
      uri,
      certificates,
      ...(usesOurs && !sharesEngine ? { image: ours } : {}),
      dockerConfig,
      hasDockerConfig,
      filler: familiarReference((usesOurs ? undefined : templates[0]?.image) ?? ours.name),
    })),
  );
  const imageFiles = agentEngines.map((_, index) => ({
    file: agentsImageFile(index),
    image: built?.imageId ?? pulumi.output(noImage),
  }));
  return { clouds, imageFiles: usesOurs ? imageFiles : [], engines };
}
