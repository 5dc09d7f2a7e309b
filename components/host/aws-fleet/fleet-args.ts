/** The arguments of an AwsAgentFleet. Their defaults and rules are in fleet-settings.ts. */
import type * as pulumi from "@pulumi/pulumi";
import type { Proxy } from "../../text/proxy";
import type { RegistryCa } from "../../text/registry-ca";
import type { HostImage } from "../aws/aws-args";
import type { DockerPackages } from "../bootstrap/host-settings";

/** Arguments of an {@link AwsAgentFleet}. `sshCidrs` or `sshGroups` is needed. */
export interface AwsAgentFleetArgs {
  /**
   * Labels that pipelines ask for: `agent { label 'large' }`.
   * Default: the fleet's name.
   * @example ["docker", "large"]
   */
  labels?: pulumi.Input<string>[];
  /**
   * Networks from which Jenkins reaches the machines by SSH, on their private addresses.
   * Default: none. Needed, unless a security group is let in: a stack with `host: aws` lets its VM in.
   * @example ["10.0.0.0/16"]
   */
  sshCidrs?: pulumi.Input<string>[];
  /**
   * Security groups whose members reach the machines by SSH. An `AwsDockerHost` has its group as `securityGroupId`.
   * Default: none.
   */
  sshGroups?: pulumi.Input<string>[];
  /**
   * The role of the controller's machine. It gets the right to resize this group, and to terminate machines of it. An `AwsDockerHost` has its
   * role as `roleName`. It has to be made with `roleForContainers`, so that the controller's container gets the role.
   * Default: none: the component makes an IAM user, whose key is the output `awsKey`.
   */
  controllerRole?: pulumi.Input<string>;
  /**
   * The IAM user whose key the controller has. It is the output `controllerUser` of another fleet of the same controller.
   * Default: an IAM user of this fleet's own.
   */
  controllerUser?: pulumi.Input<string>;
  /**
   * How many machines there are at least.
   * Default: 0.
   */
  minSize?: number;
  /**
   * How many machines there are at most.
   * Default: 10.
   */
  maxSize?: number;
  /**
   * How many machines wait for a build, so that it starts at once. They cost as much as machines that build.
   * Default: 0.
   */
  spare?: number;
  /**
   * How many builds a machine runs before it is terminated. With 1, a build finds nothing of another build, unless Jenkins restarted in between
   * or AWS did not end the machine at once. 0 is no limit.
   * Default: 1.
   */
  maxUses?: number;
  /**
   * Minutes after which a machine without a build is terminated.
   * Default: 5.
   */
  idleMinutes?: number;
  /**
   * EC2 instance types, the preferred one first. All of them are amd64, or all are arm64.
   * Default: ["t3.large"].
   * @example ["m7a.xlarge", "m6a.xlarge", "m7i.xlarge"]
   */
  instanceTypes?: pulumi.Input<string>[];
  /**
   * Experimental. The share of spot instances, in percent. AWS ends one at two minutes' notice, and its build fails.
   * Default: 0.
   * @example 100
   */
  spotShare?: number;
  /**
   * Subnets of one VPC, in zones that have one of the instance types. They need a way to the distribution's package mirrors and to AWS.
   * Default: those of the default VPC.
   */
  subnetIds?: pulumi.Input<string>[];
  /**
   * The operating system. This package pins the date of its image.
   * Default: "ubuntu-24.04".
   */
  image?: HostImage;
  /**
   * An image of your own: Ubuntu 24.04 or Debian 13 with cloud-init, for the architecture of the instance types. One that has Docker, Java and git
   * starts faster.
   * @example "ami-0123456789abcdef0"
   */
  ami?: pulumi.Input<string>;
  /**
   * Where Docker's packages come from: the distribution, or Docker itself (`docker-ce`, at a pinned version; experimental).
   * Default: "distribution".
   */
  dockerPackages?: DockerPackages;
  /**
   * Size of the disk, in GiB. It holds the operating system, images and workspaces.
   * Default: 30.
   */
  rootSizeGiB?: number;
  /**
   * Policies that the machines' role gets, by ARN. Builds have their rights. Steps in containers have them with `--network host` alone.
   * Default: none: Session Manager, and the machines' own host key.
   * @example ["arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"]
   */
  policyArns?: pulumi.Input<string>[];
  /**
   * Registry mirrors of Docker Hub for the machines' engines.
   * Default: none.
   * @example ["https://mirror.example.org"]
   */
  registryMirrors?: pulumi.Input<string>[];
  /**
   * The proxy to the internet, for packages and for the engines' pulls.
   * Default: none.
   * @example { http: "http://proxy.example.org:3128" }
   */
  proxy?: Proxy;
  /**
   * PEM of your company's CAs. The machines trust them. They are part of the user-data, which has room for one or two.
   * Default: none.
   */
  caBundle?: pulumi.Input<string>;
  /**
   * CAs of registries whose certificates no public CA signed. They are part of the user-data.
   * Default: none.
   */
  registryCas?: RegistryCa[];
  /**
   * Tags of every resource and machine, in addition to name and owner.
   * Default: none.
   */
  tags?: Record<string, pulumi.Input<string>>;
}
