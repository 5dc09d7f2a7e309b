/** The resources of `access: remote`: certificates for the engines of other machines, and a second engine in a container. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { certificateAuthority, clientCertificate } from "../../endpoint/certificates";
import { uploadedText } from "../../docker/container";
import { defaultSocketPath, type DockerEndpoint } from "../../endpoint/endpoint";
import { outputForOthers, part, secretWithKey, socketOf } from "../../endpoint/outputs";
import {
  certificateFolder,
  clientCertificateFolder,
  engineDataPath,
  registryCaFolder,
  serverCertificateFolder,
} from "../../paths";
import { certificateFiles, type ClientKeys, tlsWiring } from "../client-certificate";
import type { AccessContext, BuildAccess, ControllerFile } from "../contract";
import { engineArguments, engineContainer, engineNetwork, imageDockerGroup } from "../engine-container";
import type { EngineContainer, RemoteEngine, RemoteSettings } from "./args";

/** The name of the second engine on its network. */
const alias = "builds";

/** The engines that builds use, in their order. Builds use the first one unless they say otherwise. */
export function buildsEngines({ engines, container }: RemoteSettings, context: AccessContext): BuildAccess {
  const before = container ? [secondEngine(context, container)] : [];
  const others = engines.map((engine, index) => otherMachine(context, engine, before.length + index));
  const [first, ...rest] = [...before, ...others];
  if (!first) throw new Error("access: remote without an engine"); // rules.ts refuses such a block
  return {
    ...first,
    controller: { ...first.controller, files: [...first.controller.files, ...poolFiles(rest)] },
    agentEngines: [first, ...rest].flatMap(({ agentEngines }) => agentEngines),
    ...(context.buildsOnController ? { limits } : {}),
  };
}

const limits =
  'builds on the controller cannot mount their workspace into containers: `docker run -v "$PWD":…` and ' +
  "`docker.image().inside` mean folders of the builds' machine, where it is not. docker build, push, and run without mounts work";

/** An engine, and the client's files for it. */
type Engine = BuildAccess & { client: ClientKeys };

function otherMachine(
  { deployment }: AccessContext,
  { endpoint: given, ownKey }: Required<RemoteEngine>,
  index: number,
): Engine {
  const endpoint = secretWithKey(pulumi.output(given));
  const caCert = part(endpoint, "caCert").apply((ca) => ca ?? "");
  const client = ownKey
    ? clientCertificate(`${deployment.name}-builds${numbered(index)}`, signerOf(endpoint), deployment.plain)
    : {
        cert: part(endpoint, "clientCert").apply((cert) => cert ?? ""),
        key: part(endpoint, "clientKey").apply((key) => key ?? ""),
      };
  const dockerHost = pulumi.unsecret(endpoint.dockerHost);
  const keys = { caCert, ...client };
  return {
    dockerHost,
    client: keys,
    controller: tlsWiring(dockerHost, keys),
    endpoint: outputForOthers(endpoint),
    agentEngines: [
      {
        uri: dockerHost,
        certificates: folderOf(index),
        ...socketOf(endpoint),
      },
    ],
    elsewhere: true,
    volumes: [],
    awaits: [],
    grants: "root on the builds' machine, to whoever can start a build, and none on the controller's",
  };
}

/** Of an endpoint's CA: the newest, where there are two. */
function signerOf(endpoint: pulumi.Output<DockerEndpoint>): {
  cert: pulumi.Output<string>;
  key: pulumi.Output<string>;
} {
  return {
    cert: pulumi.unsecret(
      part(endpoint, "caCert").apply((ca) => /^-----BEGIN[^]+?-----END[^-]+-----\n?/.exec(ca ?? "")?.[0] ?? ""),
    ),
    key: part(endpoint, "caKey").apply((key) => key ?? ""), // the rules have checked that there is one
  };
}

/**
 * An engine in a container beside the controller, published on this machine's loopback as if it were another machine. It has a network of
 * its own. The controller is on it, too, since it goes by TLS there. Nobody else's requests to the controller come that way.
 */
function secondEngine(context: AccessContext, settings: Required<EngineContainer>): Engine {
  const { name, named, labels, plain, onEngine } = context.deployment;
  const authority = certificateAuthority(`${name}-builds`, plain);
  const names = { dnsNames: [alias, "localhost"], ipAddresses: ["127.0.0.1"] };
  const server = authority.server(`${name}-builds-engine`, names);
  const client = authority.client(`${name}-builds`);
  const network = engineNetwork(context.deployment, "builds");
  const container = engineContainer(context, {
    what: "builds",
    network,
    alias,
    image: settings.image,
    command: engineArguments(settings.registryMirrors, imageDockerGroup),
    environment: { DOCKER_TLS_CERTDIR: "/certs" },
    data: new docker.Volume(`${name}-builds`, { name: named("builds"), labels }, onEngine),
    dataPath: engineDataPath,
    caFolder: registryCaFolder,
    // The image's entrypoint finds these files and no CA key, and then makes no certificates. [docker-library/docker]
    uploads: [
      uploadedText(`${serverCertificateFolder}/ca.pem`, server.caCert, "0444", 0),
      uploadedText(`${serverCertificateFolder}/cert.pem`, server.cert, "0444", 0),
      uploadedText(`${serverCertificateFolder}/key.pem`, server.key, "0400", 0),
    ],
    ports: [{ internal: 2376, external: settings.port, ip: "127.0.0.1" }],
  });
  const dockerHost = `tcp://${alias}:2376`;
  return {
    dockerHost,
    client,
    controller: { ...tlsWiring(dockerHost, client), networks: [network] },
    agentEngines: [
      {
        uri: dockerHost,
        certificates: clientCertificateFolder,
        socketPath: defaultSocketPath,
        socketGroup: String(imageDockerGroup),
      },
    ],
    volumes: ["builds"],
    awaits: [{ what: "the builds' Docker engine", container }],
    grants:
      "an engine inside a privileged container that plays another machine: isolated from the host's images, no barrier to a determined build",
  };
}

/** What a build reads to use another one of the pool: `. /certs/builds-2/env`. */
function poolFiles(engines: Engine[]): ControllerFile[] {
  return engines.flatMap(({ dockerHost, client }, index) => {
    const folder = folderOf(index + 1);
    const content = pulumi.interpolate`export DOCKER_HOST=${dockerHost} DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=${folder}\n`;
    return [...certificateFiles(folder, client), { file: `${folder}/env`, content }];
  });
}

/** Where the controller has its certificate for an engine. */
function folderOf(index: number): string {
  return index === 0 ? clientCertificateFolder : certificateFolder(`builds${numbered(index)}`);
}

function numbered(index: number): string {
  return index === 0 ? "" : `-${String(index + 1)}`;
}
