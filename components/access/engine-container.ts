/** An engine in a container: its command line, and the container itself. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { containerDefaults, containerOptions, onNetwork, uploadedText } from "../docker/container";
import { hostnameOf } from "../docker/engine-names";
import { pulledImage } from "../docker/image";
import type { KeyPair } from "../endpoint/certificates";
import { defaultSocketPath } from "../endpoint/endpoint";
import {
  clientCertificateFolder,
  engineCaFile,
  engineDataPath,
  registryCaFile,
  serverCertificateFolder,
} from "../paths";
import { environmentList } from "../text/environment";
import { proxyEnvironment } from "../text/proxy";
import type { AccessContext, AgentEngine, ControllerFile, RegistryCa } from "./contract";

/** The docker group of the docker:dind image. [docker-library/docker: Dockerfile-dind.template] */
export const imageDockerGroup = 2375;

/**
 * What is given to `dockerd`, beside what the image's entrypoint adds. Every word starts with `-`, so that it does. Pure.
 * [docker-library/docker: dockerd-entrypoint.sh]
 * @param group numeric group of the engine's socket: pinned, so that nobody has to discover it
 * @param sysbox whether Sysbox runs the container
 */
export function engineArguments(
  registryMirrors: pulumi.Input<string>[],
  group: number,
  sysbox = false,
): pulumi.Input<string>[] {
  return [
    `--group=${String(group)}`,
    ...registryMirrors.map((mirror) =>
      typeof mirror === "string" ? `--registry-mirror=${mirror}` : pulumi.interpolate`--registry-mirror=${mirror}`,
    ),
    // Under Sysbox, a recreated container cannot read its containerd image store. [nestybox/sysbox#1021]
    ...(sysbox ? ["--feature=containerd-snapshotter=false"] : []),
  ];
}

/** An engine in a container, as agents see it: its socket is at the usual place, and its group is pinned. */
export function tlsEngine(uri: string): AgentEngine {
  return {
    uri,
    certificates: clientCertificateFolder,
    socketPath: defaultSocketPath,
    socketGroup: String(imageDockerGroup),
  };
}

/** CAs of registries, at the places where an engine looks for them. */
export function registryCaFiles(cas: RegistryCa[]): ControllerFile[] {
  return cas.map(({ address, caCert }) => ({ file: registryCaFile(address), content: caCert }));
}

/** What an engine's container is put together from. */
interface EngineParts {
  /** What it is called: `dind`. */
  what: string;
  /** Its name on the controller's network. */
  alias: string;
  image: pulumi.Input<string>;
  command: pulumi.Input<string>[];
  server: KeyPair;
  data: docker.Volume;
  mounts?: docker.types.input.ContainerMount[];
  ports?: docker.types.input.ContainerPort[];
  /** A runtime that makes do without privileges. */
  runtime?: string;
}

/** The container of an engine that speaks mutual TLS. Privileged, unless its runtime makes do without. */
export function engineContainer({ deployment, registryCas }: AccessContext, parts: EngineParts): docker.Container {
  const { name, named, labels, network, architecture, company, onEngine, onEngineByName } = deployment;
  const { what, server, runtime } = parts;
  const { proxy, caBundle } = company;
  return new docker.Container(
    `${name}-${what}`,
    {
      ...containerDefaults,
      name: named(what),
      hostname: hostnameOf(named(what)),
      image: pulledImage(`${name}-${what}`, parts.image, architecture, onEngine).imageId,
      command: parts.command,
      envs: environmentList({ DOCKER_TLS_CERTDIR: "/certs", ...proxyEnvironment(proxy) }),
      labels,
      ...(runtime === undefined ? {} : { runtime }),
      privileged: runtime === undefined,
      ...onNetwork(network, parts.alias),
      ...(parts.ports ? { ports: parts.ports } : {}),
      mounts: [{ type: "volume", source: parts.data.name, target: engineDataPath }, ...(parts.mounts ?? [])],
      // Given these and no CA key, the image's entrypoint makes no certificates. [docker-library/docker]
      uploads: [
        uploadedText(`${serverCertificateFolder}/ca.pem`, server.caCert, "0444", 0),
        uploadedText(`${serverCertificateFolder}/cert.pem`, server.cert, "0444", 0),
        uploadedText(`${serverCertificateFolder}/key.pem`, server.key, "0400", 0),
        ...(caBundle === undefined ? [] : [uploadedText(engineCaFile, caBundle, "0444", 0)]),
        ...registryCaFiles(registryCas).map(({ file, content }) => uploadedText(file, content, "0444", 0)),
      ],
      healthcheck: {
        tests: ["CMD-SHELL", "docker info >/dev/null"],
        interval: "5s",
        timeout: "10s",
        retries: 3,
        startPeriod: "2m0s",
        startInterval: "1s",
      },
      // The engine in it stops its containers first; its own limit for each of them is 15 s.
      stopTimeout: 30,
      destroyGraceSeconds: 30,
    },
    containerOptions(onEngineByName),
  );
}
