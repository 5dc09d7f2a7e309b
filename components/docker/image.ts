/** What all our images have in common: how they are built, and how they are pulled. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import * as path from "node:path";
import { hash } from "../text/hash";
import { familiarReference } from "../text/image-reference";
import { languageHost } from "./language-host";

/**
 * Settings that all our builds share, so that whose machine runs `up` does not matter. What the provider calls its legacy
 * builder is the engine's own BuildKit, asked over the provider's connection, without attestations. Its other way, buildx,
 * goes to the engine of the Docker context "default" of this machine, whatever the provider's host says.
 * [terraform-provider-docker: legacyBuildDockerImage, enableBuildKitIfSupported, runBuild; buildx: dockerutil.NewClientAPI]
 */
export const buildDefaults = {
  useLegacyBuilder: true,
  // These are the provider's own defaults. Without them, every preview of a changed build would show them as removed.
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
  return languageHost() !== undefined ? path.relative(process.cwd(), folder) : folder;
}

/** The hash of the files in a folder: of their names and texts. */
export function hashOfFolder(folder: string): string {
  const files = fs.readdirSync(folder).sort();
  return hash(files.map((file) => `${file}\n${fs.readFileSync(path.join(folder, file), "utf8")}`).join("\n"));
}

/** An image pulled by the engine. Kept on `destroy`: other containers of that engine may be using it. */
export function pulledImage(
  name: string,
  reference: pulumi.Input<string>,
  architecture: pulumi.Output<string | undefined>,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  return new docker.RemoteImage(
    name,
    { name: pulumi.output(reference).apply(familiarReference), keepLocally: true, triggers: onlyFor(architecture) },
    opts,
  );
}

/** Triggers of an image: where the machine's architecture is known to change, the image goes with it. */
function onlyFor(architecture: pulumi.Output<string | undefined>): pulumi.Output<Record<string, string> | undefined> {
  return architecture.apply((known) => (known === undefined ? undefined : { architecture: known }));
}
