/** Keeps an endpoint's key a secret, whoever handed it over. */
import * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "./endpoint";

/** The endpoint as it is, or as a secret when it has a key: one field cannot be a secret of its own in an output. */
export function secretWithKey(endpoint: pulumi.Output<DockerEndpoint>): pulumi.Output<DockerEndpoint> {
  return endpoint.apply((known) => (known.clientKey === undefined ? pulumi.output(known) : pulumi.secret(known)));
}
