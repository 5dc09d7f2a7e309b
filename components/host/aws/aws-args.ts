/** The arguments of an EC2 host. Their defaults and rules are in aws-settings.ts. */
import type * as pulumi from "@pulumi/pulumi";
import type { Proxy } from "../../text/proxy";
import type { HostCa } from "../../endpoint/certificates";
import type { AddressPool, DockerPackages, HostRegistryCa } from "../bootstrap/host-settings";

/** The operating system of a host. */
export const HostImage = {
  /** Ubuntu 24.04 LTS, with a shell by Session Manager from the start. */
  ubuntu: "ubuntu-24.04",
  /** Debian 13. Its images lack the SSM agent, whose makers do not support it there. [aws/amazon-ssm-agent#648] */
  debian: "debian-13",
} as const;
export type HostImage = (typeof HostImage)[keyof typeof HostImage];

/** The disk that holds images, containers and volumes, Jenkins' home among them. It outlives the VM. */
export interface DataDisk {
  /**
   * Its size, in GiB. It can grow, and its file system with it; it cannot shrink.
   * @default 50
   */
  sizeGiB?: number;
  /**
   * Keep the disk on `destroy`; `volumeId` takes it up again. Jenkins' own `retainHome` has to be set, too: else `destroy`
   * deletes the home on the disk before it keeps that.
   * @default false
   */
  retain?: boolean;
  /**
   * A volume that is there already, of this component's making: it is attached as it is, and never deleted. (Set
   * Jenkins' `retainHome` with it: the home is on that disk.) Beside a disk
   * of the stack's own, run an `up` with `retain: true` first: that disk is deleted otherwise.
   * @default a new one
   * @example "vol-0123456789abcdef0"
   */
  volumeId?: string;
  /**
   * Daily snapshots of the disk, and for how many days each is kept. 0 makes none.
   * @default 0
   */
  snapshotDays?: number;
}

/** Settings of an {@link AwsDockerHost}. Only `allowedCidrs` is needed. */
export interface AwsDockerHostArgs {
  /**
   * Who may reach the engine and what it publishes: CIDRs, IPv4 or IPv6. The machine that runs `up` has to be in one, by
   * IPv4.
   * @example ["203.0.113.0/24"]
   */
  allowedCidrs: string[];
  /**
   * IPv4 addresses of other machines that use the engine, each a controller's host: its `address`.
   * @default none
   * @example [controllerHost.address]
   */
  clientAddresses?: pulumi.Input<string>[];
  /**
   * Allows `0.0.0.0/0` and `::/0` in `allowedCidrs` and `uiCidrs`: everybody may try to reach the ports.
   * @default false
   */
  publicAccess?: boolean;
  /**
   * TCP ports beside the engine's 2376, for what containers publish.
   * @default [443]
   */
  uiPorts?: number[];
  /**
   * Who may reach `uiPorts`, where that is not who may reach the engine.
   * @default `allowedCidrs`
   * @example ["0.0.0.0/0"]
   */
  uiCidrs?: string[];
  /**
   * The EC2 instance type, amd64 or arm64. A change of it stops and starts the VM; a change of architecture replaces it.
   * @default "t3.large"
   * @example "m7g.xlarge"
   */
  instanceType?: pulumi.Input<string>;
  /**
   * The operating system: its image of a date that this package pins.
   * @default "ubuntu-24.04"
   */
  image?: HostImage;
  /**
   * An image of your own instead, Ubuntu or Debian with cloud-init, of the instance type's architecture.
   * @example "ami-0123456789abcdef0"
   */
  ami?: pulumi.Input<string>;
  /**
   * Docker from the distribution, or `docker-ce`, Docker's own packages at a pinned version (experimental).
   * @default "distribution"
   */
  dockerPackages?: DockerPackages;
  /**
   * The VPC. With `subnetId` it is only checked against that.
   * @default the region's default VPC
   */
  vpcId?: string;
  /**
   * The subnet. It has to have a way out, to the distribution's package mirrors and to SSM.
   * @default the default VPC's subnet of the first availability zone
   */
  subnetId?: string;
  /**
   * A free address of the subnet: the host is then reached by it, and gets no public address.
   * @default an Elastic IP
   * @example "10.0.1.20"
   */
  privateIp?: string;
  /** The data disk. */
  data?: DataDisk;
  /**
   * Size of the root disk, in GiB: the operating system alone.
   * @default 16
   */
  rootSizeGiB?: number;
  /**
   * Experimental. A spot instance: much cheaper, and stopped by AWS at any time, until there is capacity again.
   * @default false
   */
  spot?: boolean;
  /**
   * An alarm that moves the VM to other hardware when its own fails.
   * @default false
   */
  recoveryAlarm?: boolean;
  /**
   * Registry mirrors of Docker Hub for the engine.
   * @default none
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: string[];
  /**
   * A proxy that is the only way out, for packages and for the engine's pulls.
   * @default none
   * @example { http: "http://proxy.example.org:3128" }
   */
  proxy?: Proxy;
  /**
   * PEM of the CAs of a company's network, which the VM trusts. It is part of the user-data, which has room for one or two.
   * @default none
   */
  caBundle?: string;
  /**
   * CAs of registries whose certificates are of no public one, for the engine. Part of the user-data, as `caBundle`.
   * @default none
   */
  registryCas?: HostRegistryCa[];
  /**
   * Ranges for the engine's networks, where its own ones are in use on your network.
   * @default the engine's own
   * @example [{ base: "10.200.0.0/16", size: 24 }]
   */
  addressPools?: AddressPool[];
  /**
   * Root in containers is nobody on the VM. Only with builds elsewhere, or in Sysbox: `dood` and a privileged `dind` need root.
   * @default false
   */
  usernsRemap?: boolean;
  /**
   * Experimental. Install Sysbox, for `dind.isolation: sysbox`. Ubuntu alone.
   * @default false
   */
  sysbox?: boolean;
  /** The CA of the engine's and its clients' certificates: which one, where it was renewed. */
  ca?: HostCa;
  /**
   * Tags of every resource, beside its name and owner.
   * @default none
   */
  tags?: Record<string, string>;
}
