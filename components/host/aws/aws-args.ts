/** The arguments of an EC2 host. Their defaults and rules are in aws-settings.ts. */
import type * as pulumi from "@pulumi/pulumi";
import type { Proxy } from "../../text/proxy";
import type { RegistryCa } from "../../text/registry-ca";
import type { HostCa } from "../../endpoint/certificates";
import type { AddressPool, BuildsEngine, DockerPackages } from "../bootstrap/host-settings";

/** The operating system of a host. */
export const HostImage = {
  /** Ubuntu 24.04 LTS, with a shell by Session Manager from the start. */
  ubuntu: "ubuntu-24.04",
  /** Debian 13. Its images lack the SSM agent, whose makers do not support it there. [aws/amazon-ssm-agent#648] */
  debian: "debian-13",
} as const;
export type HostImage = (typeof HostImage)[keyof typeof HostImage];

/** The disk with images, containers and volumes, Jenkins' home among them. It outlives the VM. */
export interface DataDisk {
  /**
   * Size of the disk, in GiB. It can grow, with its file system. It cannot shrink.
   * Default: 50.
   */
  sizeGiB?: number;
  /**
   * Keeps the disk on `destroy`. `volumeId` takes it up again. Set Jenkins' `retainHome` as well: it is refused otherwise, since
   * `destroy` would delete the home on the disk.
   * Default: false.
   */
  retain?: boolean;
  /**
   * An existing volume that this component made. It is attached as it is, and never deleted. Set Jenkins' `retainHome` with it, since
   * the home is on that disk. If the stack has a disk of its own, run an `up` with `retain: true` first: otherwise that disk is deleted.
   * Default: a new one.
   * @example "vol-0123456789abcdef0"
   */
  volumeId?: pulumi.Input<string>;
  /**
   * For how many days a daily snapshot of the disk is kept. 0 makes no snapshots.
   * Default: 0.
   */
  snapshotDays?: number;
}

/** Arguments of an {@link AwsDockerHost}. Only `allowedCidrs` is needed. */
export interface AwsDockerHostArgs {
  /**
   * CIDRs (IPv4 or IPv6) that may reach the engine and what it publishes. The machine that runs `up` has to be in one of them, by IPv4.
   * @example ["203.0.113.0/24"]
   */
  allowedCidrs: pulumi.Input<string>[];
  /**
   * IPv4 addresses of other machines that use the engine: the `address` of each controller's host.
   * Default: none.
   * @example [controllerHost.address]
   */
  clientAddresses?: pulumi.Input<string>[];
  /**
   * Allows `0.0.0.0/0` and `::/0` in `allowedCidrs` and `uiCidrs`. Everybody can then try to reach the ports.
   * Default: false.
   */
  publicAccess?: boolean;
  /**
   * TCP ports that containers publish, in addition to the engine's 2376.
   * Default: [443].
   */
  uiPorts?: number[];
  /**
   * CIDRs that may reach `uiPorts`, if they are not those that may reach the engine.
   * Default: `allowedCidrs`.
   * @example ["0.0.0.0/0"]
   */
  uiCidrs?: pulumi.Input<string>[];
  /**
   * CIDRs that the VM may reach, and every build on it. It needs the distribution's package mirrors, SSM and KMS, and the registries. AWS' own
   * DNS and metadata addresses are always reached.
   * Default: ["0.0.0.0/0"].
   * @example ["10.0.0.0/8"]
   */
  egressCidrs?: pulumi.Input<string>[];
  /**
   * The EC2 instance type, amd64 or arm64. Another type stops and starts the VM. Another architecture replaces it.
   * Default: "t3.large".
   * @example "m7g.xlarge"
   */
  instanceType?: pulumi.Input<string>;
  /**
   * The operating system. This package pins the date of its image.
   * Default: "ubuntu-24.04".
   */
  image?: HostImage;
  /**
   * An image of your own: Ubuntu or Debian with cloud-init, for the architecture of the instance type.
   * @example "ami-0123456789abcdef0"
   */
  ami?: pulumi.Input<string>;
  /**
   * Where Docker's packages come from: the distribution, or Docker itself (`docker-ce`, at a pinned version; experimental).
   * Default: "distribution".
   */
  dockerPackages?: DockerPackages;
  /**
   * The VPC. It is only compared with the VPC of `subnetId`.
   * Default: the region's default VPC.
   */
  vpcId?: pulumi.Input<string>;
  /**
   * The subnet. It needs a way to the distribution's package mirrors and to SSM.
   * Default: the default VPC's subnet of the first availability zone that has the instance type.
   */
  subnetId?: pulumi.Input<string>;
  /**
   * A free address of the subnet. The host is then reached by this address, and gets no public one.
   * Default: an Elastic IP.
   * @example "10.0.1.20"
   */
  privateIp?: pulumi.Input<string>;
  /** The data disk. */
  data?: DataDisk;
  /**
   * Size of the root disk, in GiB. It holds the operating system only.
   * Default: 16.
   */
  rootSizeGiB?: number;
  /**
   * Experimental. A spot instance is much cheaper. AWS stops it at any time, until there is capacity again.
   * Default: false.
   */
  spot?: boolean;
  /**
   * An alarm that moves the VM to other hardware if its hardware fails.
   * Default: false.
   */
  recoveryAlarm?: boolean;
  /**
   * Registry mirrors of Docker Hub for the engine.
   * Default: none.
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: pulumi.Input<string>[];
  /**
   * The proxy to the internet, for packages and for the engine's pulls.
   * Default: none.
   * @example { http: "http://proxy.example.org:3128" }
   */
  proxy?: Proxy;
  /**
   * PEM of your company's CAs. The VM trusts them. They are part of the user-data, which has room for one or two.
   * Default: none.
   */
  caBundle?: pulumi.Input<string>;
  /**
   * CAs of registries whose certificates no public CA signed. The engine trusts them. They are part of the user-data.
   * Default: none.
   */
  registryCas?: RegistryCa[];
  /**
   * Address ranges for the engine's networks, if the default ranges are in use on your network.
   * Default: the engine's own.
   * @example [{ base: "10.200.0.0/16", size: 24 }]
   */
  addressPools?: pulumi.Input<pulumi.Input<AddressPool>[]>;
  /**
   * Maps root in containers to an unprivileged user of the VM. Not for `dood` and a privileged `dind`, which need root.
   * Default: false.
   */
  usernsRemap?: boolean;
  /**
   * Experimental. Installs Sysbox, for `dind.isolation: sysbox`. Ubuntu only.
   * Default: false.
   */
  sysbox?: boolean;
  /**
   * A second engine on the VM, for builds: `rootless` is one of an ordinary user. The controller stays on the ordinary engine. For Jenkins'
   * `dood`: `{ socketPath: "/var/lib/builds-engine/docker.sock", socketGid: 2376 }`.
   * Default: "none".
   */
  buildsEngine?: BuildsEngine;
  /**
   * Whether containers on the VM get its role: for a controller that resizes an `AwsAgentFleet`. Only where no build runs on this VM: a build
   * would have the role, too.
   * Default: false.
   */
  roleForContainers?: boolean;
  /** The CA of the engine's and its clients' certificates. Another generation is a new CA. */
  ca?: HostCa;
  /**
   * Tags of every resource, in addition to its name and owner.
   * Default: none.
   */
  tags?: Record<string, pulumi.Input<string>>;
}
