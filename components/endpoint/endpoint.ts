/** DockerEndpoint, the contract between all parts: a host yields one, Jenkins is deployed on one, builds are given one. */

import { hostForm } from "../text/strict-forms";

/**
 * How a Docker engine is reached. Plain data, so that it crosses languages and stacks.
 * @example { dockerHost: "unix:///var/run/docker.sock", address: "localhost", socketPath: "/var/run/docker.sock", socketGid: 998 }
 */
export interface DockerEndpoint {
  /** The engine's address as `DOCKER_HOST` has it: `unix://`, `tcp://` (with the three PEMs) or `ssh://`. */
  dockerHost: string;
  /** PEM of the CA that signed the engine's certificate. If there are two, the newest is first. Needed with `tcp://`. */
  caCert?: string;
  /** PEM of the client's certificate. Needed with `tcp://`. */
  clientCert?: string;
  /** PEM of the client's key. A secret: it equals root on the engine's machine. Needed with `tcp://`. */
  clientKey?: string;
  /**
   * PEM of the key of that CA. A secret. Hosts that have a CA of their own give it. With it, a user of the endpoint makes a client
   * certificate of its own, instead of sharing `clientKey`.
   */
  caKey?: string;
  /** The name or address by which ports published on the engine's machine are reached. Default: `localhost`. */
  address?: string;
  /** The engine's socket on the engine's machine. Where builds use this engine, agents mount it, and with `dood` the controller, too. Default: `/var/run/docker.sock`. */
  socketPath?: string;
  /**
   * The architecture of the engine's machine, if the host can change it. Another architecture replaces images and containers.
   * @example "arm64"
   */
  architecture?: string;
  /**
   * The memory of the engine's machine in MiB, if the host knows it. The default limit of an engine in a container is a part of it.
   * @example 16384
   */
  memoryMiB?: number;
  /** The numeric group of the socket, as a container sees it. Needed where builds use this engine. */
  socketGid?: number;
  /** Whether the host keeps its data on `destroy`. Jenkins then has to keep its home as well. Hosts without a disk of their own leave it out. */
  keepsData?: boolean;
}

/**
 * The endpoint as others may have it: they reach it from elsewhere, and make keys of their own. Undefined where that is not possible: an
 * engine behind a socket, or one by TLS whose CA is not ours. Pure.
 */
export function endpointForOthers(endpoint: DockerEndpoint): DockerEndpoint | undefined {
  const own = ["clientCert", "clientKey", "caKey"];
  const shared = Object.fromEntries(Object.entries(endpoint).filter(([key]) => !own.includes(key))) as typeof endpoint;
  const { caCert, caKey } = endpoint;
  switch (parseDockerHost(endpoint.dockerHost)?.scheme) {
    case "ssh":
      return shared;
    case "tcp":
      return caCert === undefined || caKey === undefined ? undefined : { ...shared, caKey };
    default:
      return undefined;
  }
}

/** Where engines have their socket unless told otherwise. [dockerd reference: Daemon socket option] */
export const defaultSocketPath = "/var/run/docker.sock";

/** The host of a URL, as sockets and certificates have it: an IPv6 address without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** An engine's address in parts: a path on this machine, or a URL. */
export type DockerHostParts =
  { scheme: "unix" | "npipe"; path: string; url?: undefined } | { scheme: "tcp" | "ssh"; path?: undefined; url: URL };

/**
 * What follows the scheme: a host and its port; with SSH a user before it, and the path of the engine's socket there, as the Docker CLI takes
 * it. The path goes through a shell of that machine. [docker/cli: cli/connhelper/ssh, ParseURL]
 */
const remoteForms = {
  tcp: new RegExp(`^tcp://${hostForm}(?::\\d{1,5})?/?$`),
  ssh: new RegExp(
    `^ssh://(?:(?:\\w|%[2-7][0-9A-Fa-f])(?:[\\w.+$-]|%[2-7][0-9A-Fa-f])*@)?${hostForm}(?::\\d{1,5})?(?:/[\\w./+-]*)?$`,
  ),
};

/** The engine's address in parts, or undefined where it is malformed. */
export function parseDockerHost(dockerHost: string): DockerHostParts | undefined {
  const local = /^(unix|npipe):\/\/(.+)$/.exec(dockerHost);
  if (local) return { scheme: local[1] as "unix" | "npipe", path: local[2] ?? "" };
  const scheme = (["tcp", "ssh"] as const).find((one) => remoteForms[one].test(dockerHost));
  if (!scheme || !URL.canParse(dockerHost)) return undefined;
  return { scheme, url: new URL(dockerHost) };
}

/** The socket on the engine's machine that an address by SSH names; undefined where it names none. */
export function socketBySsh({ scheme, url }: DockerHostParts): string | undefined {
  return scheme === "ssh" && url.pathname.length > 1 ? url.pathname : undefined;
}
