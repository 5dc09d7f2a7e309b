/** The web interface by HTTPS: a Caddy in front of the controller, which is then published nowhere itself. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../../../docker/deployment";
import { hostnameOf } from "../../../docker/engine-names";
import { isIP } from "node:net";
import { certificateAuthority } from "../../../endpoint/certificates";
import { environmentList } from "../../../text/environment";
import { proxyEnvironment } from "../../../text/proxy";
import { hostOf } from "../../../endpoint/endpoint";
import { containerDefaults, containerOptions, onNetwork, uploadedText } from "../../../docker/container";
import { pulledImage } from "../../../docker/image";
import { type JenkinsSettings } from "../../settings";
import { defaultImages } from "../../../default-images";
import { machineAddress } from "../url";
import { certificateFile, keyFile, renderCaddyfile } from "./caddyfile";

/** Its name on the controller's network. */
export const httpsAlias = "https";

/** The front, once it is made. */
export interface HttpsFront {
  container: docker.Container;
  /** The CA of the certificate, for browsers to trust; none with ACME, whose they trust already. */
  caCert?: pulumi.Output<string>;
}

/** MiB: many times what a proxy of one web interface takes. */
const frontMiB = 256;

/**
 * The front, for a Jenkins whose settings have `https`.
 * @param url the address that users type
 */
export function httpsFront(
  deployment: Deployment,
  { https, bindAddress, port }: Pick<JenkinsSettings, "https" | "bindAddress" | "port">,
  controller: docker.Container,
  url: pulumi.Output<string>,
): HttpsFront | undefined {
  if (https === undefined) return undefined;
  const { name, named, labels, network, plain, onEngine, onEngineByName } = deployment;
  const { architecture, company } = deployment;
  const address = machineAddress(deployment.endpoint);
  const { domain } = https;
  const authority = domain === undefined ? certificateAuthority(`${name}-https`, plain) : undefined;
  // A front that is published on one address only, or on loopback, is reached by another name than the machine's.
  const names = pulumi.all([address, url]).apply(([at, by]) => [...new Set([at, hostOf(new URL(by))])]);
  const own = authority?.server(`${name}-https-server`, {
    dnsNames: names.apply((all) => all.filter((one) => !isIP(one))),
    ipAddresses: names.apply((all) => all.filter((one) => isIP(one))),
  });
  const caddyfile = pulumi
    .all([address, domain])
    .apply(([at, known]) => renderCaddyfile({ domain: known, address: at }));
  const container = new docker.Container(
    `${name}-https`,
    {
      ...containerDefaults,
      name: named("https"),
      hostname: hostnameOf(named("https")),
      image: pulledImage(`${name}-https`, defaultImages.caddy, architecture, onEngine).imageId,
      labels,
      ...onNetwork(network, httpsAlias),
      // Caddy needs the proxy for ACME. It reaches the controller directly.
      envs: environmentList(proxyEnvironment(company.proxy, ["jenkins"])),
      memory: frontMiB,
      memorySwap: frontMiB, // no swap
      ports: [{ internal: 443, external: port, ip: bindAddress }],
      // The volume keeps ACME's account and certificates. New ones at every start would run into ACME's limits.
      mounts: domain === undefined ? [] : [{ type: "volume", source: acmeVolume(deployment).name, target: "/data" }],
      uploads: [
        uploadedText("/etc/caddy/Caddyfile", caddyfile, "0444", 0),
        ...(own ? [uploadedText(certificateFile, own.cert, "0444", 0), uploadedText(keyFile, own.key, "0400", 0)] : []),
      ],
    },
    // The controller may have used this port until now. So it is changed first.
    { ...containerOptions(onEngineByName), dependsOn: [controller] },
  );
  return { container, caCert: authority?.caCert };
}

function acmeVolume({ name, named, labels, onEngine }: Deployment): docker.Volume {
  return new docker.Volume(`${name}-https`, { name: named("https"), labels }, onEngine);
}
