/** What all our images have in common: how they are built, and how they are pulled. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { stateBefore } from "../changes/previous-state";
import { promiseOf } from "../endpoint/outputs";
import { hash } from "../text/hash";
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

/**
 * The name of an image that is built, for a resource of that name. A failed `up` leaves the old image in the state, and the next
 * successful `up` deletes it by its name. If that `up` has built an image of the same name, it deletes an image in use, and fails.
 * So a name that may come back is another one each time: {@link nameAfter}.
 */
export function nameOfBuild(
  resource: string,
  name: pulumi.Input<string>,
  { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  // An output with the URN would depend on the parent, and so on the image itself, which is its child.
  const urn = promiseOf(pulumi.createUrn(resource, "docker:index/remoteImage:RemoteImage", parent));
  return pulumi.output(name).apply(async (wanted) => {
    const before = (await stateBefore())[await urn]?.outputs?.name;
    return nameAfter(typeof before === "string" ? before : undefined, wanted);
  });
}

/**
 * The name that follows another one. Pure.
 * @param before the name in the state; undefined where there is none
 * @param name its tag is a hash of what the image is made of
 * @returns the name before where it is of the same content; else the name with a part of the one before
 */
export function nameAfter(before: string | undefined, name: string): string {
  if (before === undefined) return name;
  if (before === name || before.startsWith(`${name}-`)) return before;
  return `${name}-${hash(before).slice(0, 4)}`;
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
