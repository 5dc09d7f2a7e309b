/** A host's endpoint as an output: given at once in a preview, and in an `up` once the engine answers. */
import * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { applyReporting } from "../text/user-error";
import { secretWithKey } from "../endpoint/outputs";
import { answeringEngine } from "../endpoint/answer";

/**
 * The endpoint of an engine that is there already. With a key, the whole of it is a secret.
 * @param where the component, for error texts: `LocalDockerHost local`
 * @param path what named the engine: `DOCKER_HOST`, `dockerHost`
 */
export function endpointOutput(
  where: string,
  path: string,
  endpoint: pulumi.Input<DockerEndpoint>,
): pulumi.Output<DockerEndpoint> {
  const known = secretWithKey(pulumi.output(endpoint));
  if (pulumi.runtime.isDryRun()) return known;
  return applyReporting(known, async (resolved) => {
    await answeringEngine(where, path, resolved);
    return resolved;
  });
}
