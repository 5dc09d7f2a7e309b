/** A network of ours on the engine. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/** A bridge network: containers on it reach each other by name. Containers on other networks do not reach them. */
export function bridgeNetwork(
  resource: string,
  name: string,
  labels: docker.types.input.NetworkLabel[],
  opts: pulumi.CustomResourceOptions,
): docker.Network {
  return new docker.Network(resource, { name, driver: "bridge", labels }, { ...opts, deleteBeforeReplace: true });
}
