/** An engine in a container: its command line, and the container itself. */
import * as docker from "@pulumi/docker";
import type { KeyPair } from "../endpoint/certificates";
import { containerDefaults, containerOptions, onNetwork, pulledImage, uploadedText } from "../docker/container";
import { defaultSocketPath } from "../endpoint/endpoint";
import { proxyEnvironment } from "../text/proxy";
import {
  type AccessContext,
  type AgentEngine,
  type ControllerFile,
  DindIsolation,
  type DindSettings,
  type RegistryCa,
} from "./contract";
import { clientFolder } from "./client-certificate";

/** The docker group of the docker:dind image. [docker-library/docker: Dockerfile-dind.template] */
export const imageDockerGroup = 2375;

/** Where an engine has its images, containers and volumes. [dockerd reference: data-root] */
export const engineDataPath = "/var/lib/docker";

/**
 * Pure. What is given to `dockerd` beside what the image's entrypoint adds. They start with `-`, so that it does.
 * [docker-library/docker: dockerd-entrypoint.sh]
 * @param group numeric group of the engine's socket: pinned, so that nobody has to discover it
 */
export function engineArguments(
  settings: Pick<DindSettings, "isolation" | "registryMirrors">,
  group: number,
): string[] {
  return [
    `--group=${String(group)}`,
    ...settings.registryMirrors.map((mirror) => `--registry-mirror=${mirror}`),
    // Under Sysbox, a recreated container cannot read its containerd image store. [nestybox/sysbox#1021]
    ...(settings.isolation === DindIsolation.sysbox ? ["--feature=containerd-snapshotter=false"] : []),
  ];
}

/** An engine in a container, to agents: its socket is where it always is, and its group is pinned. */
export function tlsEngine(uri: string): AgentEngine {
  return {
    uri,
    certificates: clientFolder,
    socketPath: defaultSocketPath,
    socketGroup: String(imageDockerGroup),
  };
}

/** CAs of registries, where an engine looks for them. [docs.docker.com: Verify repository client with certificates] */
export function registryCaFiles(cas: RegistryCa[]): ControllerFile[] {
  return cas.map(({ address, caCert }) => ({ file: `/etc/docker/certs.d/${address}/ca.crt`, content: caCert }));
}

/** What an engine's container is put together from. */
interface EngineParts {
  /** What it is called: `dind`. */
  what: string;
  /** Its name on the controller's network. */
  alias: string;
  image: string;
  command: string[];
  server: KeyPair;
  data: docker.Volume;
  mounts?: docker.types.input.ContainerMount[];
  ports?: docker.types.input.ContainerPort[];
  /** Its runtime, which makes do without privileges. */
  runtime?: string;
}

/** The container of an engine that speaks mutual TLS. Privileged, unless a runtime makes do without. */
export function engineContainer(context: AccessContext, parts: EngineParts): docker.Container {
  const { name, named, labels, network, architecture, onEngine, onEngineByName } = context;
  const { what, server, runtime } = parts;
  const { proxy, caBundle } = context.company;
  return new docker.Container(
    `${name}-${what}`,
    {
      ...containerDefaults,
      name: named(what),
      hostname: named(what),
      image: pulledImage(`${name}-${what}`, parts.image, architecture, onEngine).imageId,
      command: parts.command,
      envs: ["DOCKER_TLS_CERTDIR=/certs", ...Object.entries(proxyEnvironment(proxy)).map((pair) => pair.join("="))],
      labels,
      ...(runtime === undefined ? {} : { runtime }),
      privileged: runtime === undefined,
      ...onNetwork(network, parts.alias),
      ...(parts.ports ? { ports: parts.ports } : {}),
      mounts: [{ type: "volume", source: parts.data.name, target: engineDataPath }, ...(parts.mounts ?? [])],
      // Given these and no CA key, the image's entrypoint makes no certificates. [docker-library/docker]
      uploads: [
        uploadedText("/certs/server/ca.pem", server.caCert, "0444", 0),
        uploadedText("/certs/server/cert.pem", server.cert, "0444", 0),
        uploadedText("/certs/server/key.pem", server.key, "0400", 0),
        // Go trusts every file in that folder, beside the image's own. [Go: crypto/x509, root_linux.go]
        ...(caBundle === undefined ? [] : [uploadedText("/etc/ssl/certs/company.pem", caBundle, "0444", 0)]),
        ...registryCaFiles(context.registryCas).map(({ file, content }) => uploadedText(file, content, "0444", 0)),
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
