/** What all our containers and images have in common, so that a second `up` finds nothing to change. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { languageHost } from "./language-host";

/**
 * Settings that a container differs in at the next `up` when they are left to the engine (pulumi-docker#888, #1272),
 * and that all ours share: started again unless stopped by hand, logs of at most 3 × 10 MB.
 */
export const containerDefaults = {
  restart: "unless-stopped",
  logDriver: "json-file",
  logOpts: { "max-size": "10m", "max-file": "3" },
  // How long a start takes is watched by ready.ts, which shows progress; the provider's own wait does not.
  wait: false,
  mustRun: true,
} satisfies Partial<docker.ContainerArgs>;

/**
 * Options of all our containers. Another source of a mount is, to the provider, an update, which does nothing: the
 * container would go on with the old one. [resource_docker_container.go: `mounts.source` lacks ForceNew]
 */
export function containerOptions(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  return { ...opts, replaceOnChanges: ["mounts"], deleteBeforeReplace: true };
}

/**
 * Attaches a container to one network, under an alias. The mode stays "bridge", from which the provider detaches it: with
 * the network's name there, the engine attaches it at once, and the alias is lost. [resource_docker_container_funcs.go]
 */
export function onNetwork(
  network: docker.Network,
  alias: string,
): Pick<docker.ContainerArgs, "networkMode" | "networksAdvanced"> {
  return { networkMode: "bridge", networksAdvanced: [{ name: network.name, aliases: [alias] }] };
}

/**
 * Settings that all our builds share, so that whose machine runs `up` does not matter. What the provider calls its legacy
 * builder is the engine's own BuildKit, asked over the provider's connection, without attestations. Its other way, buildx,
 * goes to the engine of the Docker context "default" of this machine, whatever the provider's host says.
 * [terraform-provider-docker: legacyBuildDockerImage, enableBuildKitIfSupported, runBuild; buildx: dockerutil.NewClientAPI]
 */
export const buildDefaults = {
  useLegacyBuilder: true,
  // The provider's own defaults. Unsaid, every preview of a changed build would show them as taken away.
  cpuPeriod: 0,
  cpuQuota: 0,
  cpuShares: 0,
  forceRemove: false,
  label: {},
  labels: {},
  memory: 0,
  memorySwap: 0,
  noCache: false,
  pullParent: false,
  shmSize: 0,
  squash: false,
  suppressOutput: false,
} satisfies Partial<docker.types.input.RemoteImageBuild>;

/**
 * The path of a build's context as the provider finds it. It is part of the state, so that it has to be the same on every
 * machine: relative, where the language host started this program, since it starts providers in the same folder. An
 * inline program of the Automation API runs elsewhere; there it is absolute.
 */
export function buildContext(folder: string): string {
  const context = inSources(folder);
  return languageHost() !== undefined ? path.relative(process.cwd(), context) : context;
}

/** A clone has a folder twice, in its sources and compiled, and runs the one or the other: the path is that of the sources. */
function inSources(folder: string): string {
  const compiled = path.join(__dirname, "..");
  const source = path.join(compiled, "..", path.relative(compiled, folder));
  return path.basename(compiled) === "dist" && fs.existsSync(source) ? source : folder;
}

/** Twelve digits that stand for a text. */
export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** The same for the files of a folder, their names and texts. */
export function hashOfFolder(folder: string): string {
  const files = fs.readdirSync(folder).sort();
  return hash(files.map((file) => `${file}\n${fs.readFileSync(path.join(folder, file), "utf8")}`).join("\n"));
}

/**
 * A text that the provider puts into a container before it starts. What is empty here are the provider's own defaults:
 * unsaid, every preview of a changed text would show them as taken away.
 * @param mode octal, e.g. "0400"
 * @param owner numeric user and group, the same
 */
export function uploadedText(
  file: string,
  content: pulumi.Input<string>,
  mode: string,
  owner: number,
): docker.types.input.ContainerUpload {
  const id = String(owner);
  const unused = { contentBase64: "", source: "", sourceHash: "", executable: false };
  return { ...unused, file, content, permissions: mode, owner: id, group: id };
}

/** An image pulled by the engine. Kept on `destroy`: other containers of that engine may be using it. */
export function pulledImage(
  name: string,
  reference: pulumi.Input<string>,
  architecture: pulumi.Output<string | undefined>,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  return new docker.RemoteImage(name, { name: reference, keepLocally: true, triggers: onlyFor(architecture) }, opts);
}

/** Triggers of an image: where the machine's architecture is known to change, the image goes with it. */
function onlyFor(architecture: pulumi.Output<string | undefined>): pulumi.Output<Record<string, string> | undefined> {
  return architecture.apply((known) => (known === undefined ? undefined : { architecture: known }));
}
