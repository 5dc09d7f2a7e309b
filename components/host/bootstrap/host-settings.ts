/** What a Docker host is made from. Plain data: everything about it is rendered from this. */
import type { ProxySettings } from "../../text/proxy";

/** Where the packages of Docker come from. */
export const DockerPackages = {
  /** The distribution's own: kept secure by it, at its version. */
  distribution: "distribution",
  /** Docker's, at the version that this package pins. */
  dockerCe: "docker-ce",
} as const;
export type DockerPackages = (typeof DockerPackages)[keyof typeof DockerPackages];

/** A range that the engine takes its networks from. [dockerd reference: default-address-pools] */
export interface AddressPool {
  /** CIDR: `10.200.0.0/16`. */
  base: string;
  /** Prefix length of one network: 24. */
  size: number;
}

/** The CA of a registry whose certificate is of no public one. */
export interface HostRegistryCa {
  /** Its address, as it stands before an image's name: `registry.example.org:5000`. */
  address: string;
  /** PEM. */
  caCert: string;
}

/** Settings of a machine's set-up. */
export interface HostSettings {
  dockerPackages: DockerPackages;
  /** TLS on the network, its keys from SSM or from files that are there already; without it there is the socket alone. */
  tls?: { parameter?: string };
  /** Path of the disk that holds images, containers and volumes; without it they are on the root disk. */
  dataDisk?: string;
  /** On AWS: the region, for SSM. */
  region?: string;
  registryMirrors: readonly string[];
  addressPools: readonly AddressPool[];
  usernsRemap: boolean;
  sysbox: boolean;
  /** A proxy that is the only way out: for packages, for Docker's pulls, and for what the scripts fetch. */
  proxy?: ProxySettings;
  /** PEM of CAs that the machine trusts. */
  caBundle?: string;
  /** CAs of registries, which the engine trusts for these alone. */
  registryCas?: readonly HostRegistryCa[];
}

/**
 * The group of the engine's socket: pinned, so that nobody has to discover it. Above what distributions give to their own
 * groups (100 to 999), and the number that docker:dind has for it.
 */
export const hostSocketGid = 2375;

/** The engine's port with TLS. [docs.docker.com: Protect the Docker daemon socket] */
export const enginePort = 2376;

/** Where a host has the engine's certificate, its key and the CA that clients' certificates are of. */
export const hostTlsFolder = "/etc/docker/tls";

/** Docker's own packages. [docs.docker.com/engine/release-notes/29: 29.3.1 fixes CVE-2026-34040] */
export const dockerCeVersion = "5:29.8.1";

/**
 * Sysbox as its makers packaged it. [github.com/nestybox/sysbox/releases/tag/v0.7.1, as taken over with its sums by
 * n8n-io/n8n-sandbox-service#162; 0.7 is needed for engines of today, nestybox/sysbox#973]
 */
export const sysboxRelease = {
  version: "0.7.1",
  amd64: "9d6d5484f980d0a17f86c492c1262015c2afb66280bdb97215b79fde6a0261c5",
  arm64: "04ca894ae0b53f0fa54eaacc173ce40363c9a95ea5450f773716a84ef650a69b",
};
