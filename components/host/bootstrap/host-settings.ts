/** The settings of a Docker host. Plain data: every file of the host is rendered from it. */
import type * as pulumi from "@pulumi/pulumi";
import { engineSocket } from "../../paths";
import type { ProxySettings } from "../../text/proxy";
import type { RegistryCa } from "../../text/registry-ca";

/** The source of Docker's packages. */
export const DockerPackages = {
  /** The distribution's packages, with its version and its security updates. */
  distribution: "distribution",
  /** Docker's own packages, at a version that this package pins. Experimental. */
  dockerCe: "docker-ce",
} as const;
export type DockerPackages = (typeof DockerPackages)[keyof typeof DockerPackages];

/** The engine that a host has for builds, beside the ordinary one. */
export const BuildsEngine = {
  /** There is the ordinary engine alone. */
  none: "none",
  /** An engine of an ordinary user: root in a build's container is that user on the machine. */
  rootless: "rootless",
} as const;
export type BuildsEngine = (typeof BuildsEngine)[keyof typeof BuildsEngine];

/** A range of addresses for the engine's networks. [dockerd reference: default-address-pools] */
export interface AddressPool {
  /** CIDR: `10.200.0.0/16`. */
  base: pulumi.Input<string>;
  /** Prefix length of one network: 24. */
  size: number;
}

/** A machine on which Jenkins runs builds, by SSH. */
export interface AgentMachine {
  /** The public key with which Jenkins logs in. */
  authorizedKey: string;
  /** The parameter with the machine's SSH host key. */
  hostKeyParameter: string;
}

/** Settings of a machine's set-up. */
export interface HostSettings {
  dockerPackages: DockerPackages;
  /** What makes the machine one that runs builds for Jenkins, beside the engine. */
  agent?: AgentMachine;
  /** TLS on the network, its keys from SSM or from files that are there already; without it there is the socket alone. */
  tls?: { parameter?: string };
  /** Path of the disk that holds images, containers and volumes; without it they are on the root disk. */
  dataDisk?: string;
  /** On AWS: the region, for SSM. */
  region?: string;
  registryMirrors: readonly string[];
  addressPools: readonly pulumi.Unwrap<AddressPool>[];
  usernsRemap: boolean;
  sysbox: boolean;
  /**
   * Whether the machine is a spot instance. Its files say so: the provider takes a market that is taken away for no change, and only another
   * user-data replaces the machine. [terraform-provider-aws#38141]
   */
  spot?: boolean;
  /** A second engine, for builds. */
  buildsEngine?: BuildsEngine;
  /** A proxy that is the only way out: for packages, for Docker's pulls, and for what the scripts fetch. */
  proxy?: ProxySettings;
  /** PEM of CAs that the machine trusts. */
  caBundle?: string;
  /** CAs of registries, which the engine trusts for these alone. */
  registryCas?: readonly pulumi.Unwrap<RegistryCa>[];
}

/**
 * The group of the engine's socket: pinned, so that nobody has to discover it. Above what distributions give to their own
 * groups (100 to 999), and the number that docker:dind has for it.
 */
export const hostSocketGid = 2375;

/**
 * The user of the builds' engine, and its group: one number, which is pinned for the same reason. Its files outlive the machine on the data disk.
 */
export const buildsEngineId = 2376;

/** The folder with that engine's data, on the data disk. */
export const buildsEngineData = "/var/lib/docker-data/builds";

/** The builds' engine as `dood` takes it. */
export const buildsEngineSocket = { socketPath: engineSocket, socketGid: buildsEngineId };

/** The engine's port with TLS. [docs.docker.com: Protect the Docker daemon socket] */
export const enginePort = 2376;
/** The port of an engine without TLS, which nobody may open. [IANA: docker] */
export const plainEnginePort = 2375;

/** Where a host has the engine's certificate, its key and the CA that clients' certificates are of. */
export const hostTlsFolder = "/etc/docker/tls";

/** Docker's own packages. [docs.docker.com/engine/release-notes/29: 29.3.1 fixes CVE-2026-34040] */
export const dockerCeVersion = "5:29.8.1";

/** The user that runs builds, on a machine that is Jenkins' agent. */
export const agentUser = "jenkins";

/** The Java of agents, which runs what the controller sends: as new as the Java of Jenkins' default image. [jenkins.io: "Java Support Policy"] */
export const agentJava = "21";

/**
 * Sysbox as its makers packaged it. [github.com/nestybox/sysbox/releases/tag/v0.7.1, as taken over with its sums by
 * n8n-io/n8n-sandbox-service#162; 0.7 is needed for engines of today, nestybox/sysbox#973]
 */
export const sysboxRelease = {
  version: "0.7.1",
  amd64: "9d6d5484f980d0a17f86c492c1262015c2afb66280bdb97215b79fde6a0261c5",
  arm64: "04ca894ae0b53f0fa54eaacc173ce40363c9a95ea5450f773716a84ef650a69b",
};
