/** The controller's endpoint, after everything that can be checked before anything is made. */
import * as pulumi from "@pulumi/pulumi";
import type { AccessNeeds } from "../../access/contract";
import { defaultSocketPath, type DockerEndpoint } from "../../endpoint/endpoint";
import type { Problem } from "../../text/problems";
import { applyReporting, reportingUserErrors, UserError } from "../../text/user-error";
import { textProblems } from "../../endpoint/endpoint-rules";
import { partlyKnown } from "../../endpoint/outputs";
import { nameOnEngine, ownerOf, type Owner } from "../../docker/engine-names";
import { homeBefore } from "./home-elsewhere";
import { preflight, type Needs } from "./preflight";
import { checkedBuildsEngine } from "./other-engines";
import { type JenkinsSettings } from "../settings";
import { defaultImages } from "../../default-images";

/** In a preview only what needs no engine is checked: it does not connect. */
export function checkedEndpoint(
  jenkins: pulumi.Resource,
  name: string,
  owner: Owner,
  settings: JenkinsSettings,
  endpoint: pulumi.Output<DockerEndpoint>,
): pulumi.Output<DockerEndpoint> {
  const where = `Jenkins ${name}`;
  const needs = settings.mode.needs(settings.block);
  const checked = (given: DockerEndpoint) => {
    // A preview may run on a machine without the engine's socket. The `up` asks for what is not known then.
    const { dockerHost } = given as { dockerHost?: unknown };
    const later = pulumi.runtime.isDryRun() && !(typeof dockerHost === "string" && !dockerHost.startsWith("unix:"));
    if (needs.socketGroup && given.socketGid === undefined && !later)
      throw socketGroupUnknown(where, settings.mode.name, given);
    const wrong = wrongTexts(given, settings);
    if (wrong.length > 0) throw new UserError(where, wrong);
    const lost = homeLost(given, settings);
    if (lost) throw new UserError(where, [lost]);
    return given;
  };
  const known = partlyKnown(endpoint, (given) => reportingUserErrors(() => checked(given)));
  const engines = pulumi.all((needs.engines ?? []).map((engine) => checkedBuildsEngine(where, engine)));
  const { bindAddress, port, image, customImage, homeVolume, backup, agents } = settings;
  const checks = pulumi.all([known, engines]);
  if (pulumi.runtime.isDryRun()) return partlyKnown(checks, ([reached]) => reached);
  const imagesOfBackup: Record<string, pulumi.Input<string>> = backup ? { "backup.image": backup.image } : {};
  const named = pulumi.output({
    ...{ bindAddress, port, image, customImage, homeVolume },
    otherImages: { ...needs.images, ...imagesOfBackup },
    mirrors: needs.innerEngine?.mirrors ?? [],
    agentsImage: agents.image,
  });
  return applyReporting(pulumi.all([checks, named]), async ([[reached], known]) => {
    const needed = needsOf(owner, settings, needs, known);
    const before = await homeBefore(jenkins, name, reached.dockerHost);
    await preflight(where, reached, { ...needed, home: { ...needed.home, before } });
    return reached;
  });
}

/** What a stack may know only in an `up`: settings that are outputs of other resources. */
interface KnownSettings {
  bindAddress: string;
  port: number;
  image: string;
  customImage?: string;
  homeVolume?: string;
  otherImages: Record<string, string>;
  mirrors: string[];
  /** What the agents' image is built upon. */
  agentsImage: string;
}

function needsOf(
  owner: Owner,
  { mode, retainHome, https, agents, proxy }: JenkinsSettings,
  ofAccess: AccessNeeds,
  { bindAddress, port, image, customImage, homeVolume, otherImages, mirrors, agentsImage }: KnownSettings,
): Needs {
  const own = nameOnEngine(owner, "home");
  const ofJenkins: Record<string, string> = customImage
    ? { customImage }
    : { image, "the Docker CLI": defaultImages.cli };
  const ofHttps: Record<string, string> = https ? { https: defaultImages.caddy } : {};
  const inner = agents.templates.some(({ image: own }) => own === undefined) ? ofAccess.innerEngine : undefined;
  return {
    owner: ownerOf(owner),
    innerEngine: inner && {
      path: inner.path,
      volume: nameOnEngine(owner, inner.volume),
      mirrors,
      image: agentsImage,
      proxy,
    },
    ports: [{ path: "port", bindAddress, port }, ...(ofAccess.port ? [ofAccess.port] : [])],
    images: { ...ofJenkins, ...otherImages, ...ofHttps },
    runtime: ofAccess.runtime,
    rootFor: ofAccess.root ? mode.name : undefined,
    controller: { name: nameOnEngine(owner), ...(customImage ? {} : { image }) },
    home: { name: homeVolume ?? own, adopted: homeVolume !== undefined, own, retainOwn: retainHome },
  };
}

/** A `destroy` deletes the home before the host keeps the disk that the home is on. Pure. */
export function homeLost(
  { keepsData }: Pick<DockerEndpoint, "keepsData">,
  { retainHome, homeVolume }: Pick<JenkinsSettings, "retainHome" | "homeVolume">,
): Problem | undefined {
  if (keepsData !== true || retainHome || homeVolume !== undefined) return undefined;
  const message =
    "is false, and the host keeps its data disk on destroy: a destroy would still delete the home on that disk. Set it to true";
  return { code: "JD107", path: "retainHome", message };
}

/** Texts of an endpoint that could not be used. Its socket's path counts where builds get that socket. Pure. */
export function wrongTexts(
  { address, socketPath }: Partial<DockerEndpoint>,
  { mode, block }: Pick<JenkinsSettings, "mode" | "block">,
): Problem[] {
  const texts = mode.sharesEngine(block) ? { address, socketPath } : { address };
  return textProblems(texts, (key) => `endpoint.${key}`);
}

function socketGroupUnknown(where: string, access: string, { dockerHost, socketPath }: DockerEndpoint): UserError {
  const message =
    `is needed with access "${access}" at ${dockerHost}: the group of the engine's socket, which jenkins has to be in. ` +
    `On that machine: stat -c %g ${socketPath ?? defaultSocketPath}`;
  return new UserError(where, [{ code: "JD203", path: "endpoint.socketGid", message }]);
}
