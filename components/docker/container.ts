/** What all our containers have in common, so that a second `up` finds nothing to change. */
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Settings that a container differs in at the next `up` when they are left to the engine (pulumi-docker#888, #1272),
 * and that all ours share: started again unless stopped by hand, logs of at most 3 × 10 MB.
 */
export const containerDefaults = {
  restart: "unless-stopped",
  logDriver: "json-file",
  logOpts: { "max-size": "10m", "max-file": "3" },
  // The provider's own wait shows no progress. verify/healthy.ts waits instead, and shows the progress.
  wait: false,
  mustRun: true,
} satisfies Partial<docker.ContainerArgs>;

/** Half the share of every other container, where they want more CPU than there is. [docs.docker.com: CPU share constraint] */
export const halfCpuShares = 512;

/**
 * Options of all our containers. Another source of a mount is, to the provider, an update, which does nothing: the
 * container would go on with the old one. [resource_docker_container.go: `mounts.source` lacks ForceNew]
 * @param notLimited limits that the container does not have: the engine takes none away from a container that is there. [moby:
 * daemon/update.go, a zero is no change]
 */
export function containerOptions(
  opts: pulumi.CustomResourceOptions,
  notLimited: string[] = [],
): pulumi.CustomResourceOptions {
  return { ...opts, replaceOnChanges: ["mounts", ...notLimited], deleteBeforeReplace: true };
}

/**
 * Attaches a container to a network, under an alias, and to more networks. The mode stays "bridge", from which the provider detaches it:
 * with the network's name there, the engine attaches it at once, and the alias is lost. [resource_docker_container_funcs.go]
 */
export function onNetwork(
  network: docker.Network,
  alias: string,
  more: docker.Network[] = [],
): Pick<docker.ContainerArgs, "networkMode" | "networksAdvanced"> {
  const others = more.map(({ name }) => ({ name }));
  return { networkMode: "bridge", networksAdvanced: [{ name: network.name, aliases: [alias] }, ...others] };
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

/**
 * A number of CPUs as the provider reads it back, to the letter: written otherwise ("2" for "2.0"), it would replace the container at every
 * `up`. Pure. [terraform-provider-docker: helpers.go, nanoInt64ToDecimalString]
 */
export function cpusInState(cpus: number): string {
  const text = cpus.toFixed(9);
  return text.split("0").length - 1 === 9 ? cpus.toFixed(1) : text.replace(/0+$/, "");
}
