/** The address of the controller's web interface. */
import * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../../endpoint/endpoint";
import { part } from "../../endpoint/outputs";
import type { JenkinsSettings } from "../settings";

/** The address, from the published port, and from the domain where there is one. */
export function controllerUrl(
  { bindAddress, port, https }: Pick<JenkinsSettings, "bindAddress" | "port" | "https">,
  endpoint: pulumi.Output<DockerEndpoint>,
): pulumi.Output<string> {
  if (https?.domain !== undefined) return pulumi.interpolate`https://${https.domain}`;
  const address = machineAddress(endpoint);
  return pulumi.all([bindAddress, port, address]).apply(([on, at, name]) => urlOf(on, at, name, https !== undefined));
}

/** The name or address of the engine's machine; never a secret, though the endpoint has one. */
export function machineAddress(endpoint: pulumi.Output<DockerEndpoint>): pulumi.Output<string> {
  // An address of IPv6 may have the brackets that it has in a URL.
  return pulumi.unsecret(part(endpoint, "address").apply((at) => (at ?? "localhost").replace(/^\[|\]$/g, "")));
}

/**
 * Published on loopback it is reached there alone (by a tunnel, when the engine is elsewhere); published on all
 * addresses, by the machine's name.
 */
export function urlOf(bindAddress: string, port: number, address: string, https = false): string {
  const loopback = bindAddress.startsWith("127.") || bindAddress === "::1";
  const all = bindAddress === "0.0.0.0" || bindAddress === "::";
  const host = loopback ? "localhost" : all ? address : bindAddress;
  const authority = host.includes(":") ? `[${host}]` : host;
  return https && port === 443 ? `https://${authority}` : `${https ? "https" : "http"}://${authority}:${String(port)}`;
}
