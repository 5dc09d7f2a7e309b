/** What all our images have in common: how they are built, and how they are pulled. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { familiarReference } from "../text/image-reference";

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
