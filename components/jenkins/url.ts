/** The address of the controller's web interface. */
import * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../endpoint";
import type { JenkinsSettings } from "./settings";

/** From the published port; never a secret, though the endpoint has one. */
export function controllerUrl(
  { bindAddress, port }: Pick<JenkinsSettings, "bindAddress" | "port">,
  endpoint: pulumi.Output<DockerEndpoint>,
): pulumi.Output<string> {
  const address = pulumi.unsecret(endpoint.apply(({ address: at }) => at ?? "localhost"));
  return pulumi.all([bindAddress, port, address]).apply(([on, at, name]) => urlOf(on, at, name));
}

/**
 * Published on loopback it is reached there alone (by a tunnel, when the engine is elsewhere); published on all
 * addresses, by the machine's name.
 */
export function urlOf(bindAddress: string, port: number, address: string): string {
  const loopback = bindAddress.startsWith("127.") || bindAddress === "::1";
  const all = bindAddress === "0.0.0.0" || bindAddress === "::";
  const host = loopback ? "localhost" : all ? address : bindAddress;
  return `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
}
