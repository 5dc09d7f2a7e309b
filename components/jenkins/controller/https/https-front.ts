/** The web interface by HTTPS: a Caddy in front of the controller, which is then published nowhere itself. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { isIP } from "node:net";
import { certificateAuthority } from "../../../endpoint/certificates";
import { proxyEnvironment } from "../../../text/proxy";
import { containerDefaults, containerOptions, onNetwork, pulledImage, uploadedText } from "../../../docker/container";
import { defaultImages, type JenkinsSettings } from "../../settings";
import { certificateFile, keyFile, renderCaddyfile } from "./caddyfile";

/** Its name on the controller's network. */
export const httpsAlias = "https";

/** Names and options that its resources share with the rest of the component. */
export interface HttpsContext {
  name: string;
  named: (what?: string) => string;
  labels: docker.types.input.ContainerLabel[];
  architecture: pulumi.Output<string | undefined>;
  network: docker.Network;
  controller: docker.Container;
  plain: pulumi.CustomResourceOptions;
  onEngine: pulumi.CustomResourceOptions;
  onEngineByName: pulumi.CustomResourceOptions;
}

/** What it yields. */
export interface HttpsFront {
  container: docker.Container;
  /** The CA of the certificate, for browsers to trust; none with ACME, whose they trust already. */
  caCert?: pulumi.Output<string>;
}

/** MiB: many times what a proxy of one web interface takes. */
const frontMiB = 256;

/**
 * The front for a Jenkins whose settings have `https`.
 * @param address of the machine
 * @param url that users type
 */
export function httpsFront(
  context: HttpsContext,
  { https, bindAddress, port, proxy }: Pick<JenkinsSettings, "https" | "bindAddress" | "port" | "proxy">,
  address: pulumi.Output<string>,
  url: pulumi.Output<string>,
): HttpsFront {
  const { name, named, labels, network, controller, plain, onEngine, onEngineByName } = context;
  const domain = https?.domain;
  const authority = domain === undefined ? certificateAuthority(`${name}-https`, plain) : undefined;
  // Published on one address alone, or on loopback, it is reached by another name than the machine's.
  const names = pulumi
    .all([address, url])
    .apply(([at, by]) => [...new Set([at, new URL(by).hostname.replace(/^\[|\]$/g, "")])]);
  const own = authority?.server(`${name}-https-server`, {
    dnsNames: names.apply((all) => all.filter((one) => !isIP(one))),
    ipAddresses: names.apply((all) => all.filter((one) => isIP(one))),
  });
  const caddyfile = address.apply((at) => renderCaddyfile({ domain, address: at }));
  const container = new docker.Container(
    `${name}-https`,
    {
      ...containerDefaults,
      name: named("https"),
      hostname: named("https"),
      image: pulledImage(`${name}-https`, defaultImages.caddy, context.architecture, onEngine).imageId,
      labels,
      ...onNetwork(network, httpsAlias),
      // For ACME; the controller is reached directly.
      envs: Object.entries(proxyEnvironment(proxy, ["jenkins"])).map(([key, value]) => `${key}=${value}`),
      memory: frontMiB,
      memorySwap: frontMiB, // no swap
      ports: [{ internal: 443, external: port, ip: bindAddress }],
      // ACME's account and certificates: anew at every start, they would run into its limits.
      mounts: domain === undefined ? [] : [{ type: "volume", source: acmeVolume(context).name, target: "/data" }],
      uploads: [
        uploadedText("/etc/caddy/Caddyfile", caddyfile, "0444", 0),
        ...(own ? [uploadedText(certificateFile, own.cert, "0444", 0), uploadedText(keyFile, own.key, "0400", 0)] : []),
      ],
    },
    // The controller may have had the port until now.
    { ...containerOptions(onEngineByName), dependsOn: [controller] },
  );
  return { container, caCert: authority?.caCert };
}

function acmeVolume({ name, named, labels, onEngine }: HttpsContext): docker.Volume {
  return new docker.Volume(`${name}-https`, { name: named("https"), labels }, onEngine);
}
