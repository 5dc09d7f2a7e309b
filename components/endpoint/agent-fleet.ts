/** AgentFleet, the contract between what makes machines for builds and Jenkins, which starts and ends them. */

/**
 * Machines that come and go for builds: an Auto Scaling group on AWS, which Jenkins resizes by the ec2-fleet plugin. Plain data, so that it
 * crosses languages and stacks. `AwsAgentFleet` has it as its output `fleet`.
 */
export interface AgentFleet {
  /** The name of the cloud in Jenkins. */
  name: string;
  /**
   * The AWS region of the group.
   * @example "eu-central-1"
   */
  region: string;
  /** The name of the Auto Scaling group. The plugin takes a name that begins with `fleet-` or `sfr-` for an EC2 Fleet. */
  group: string;
  /** Labels that pipelines ask for: `agent { label 'large' }`. */
  labels: string[];
  /** The user that builds run as. Jenkins logs in as this user by SSH, on port 22 of the machine's private address. */
  user: string;
  /** The private key with which Jenkins logs in, in the format of OpenSSH. A secret. */
  privateKey: string;
  /**
   * The public host key of every machine of the fleet. Jenkins refuses a machine with another one.
   * @example "ssh-ed25519 AAAAC3Nza…"
   */
  hostKey: string;
  /** How many machines there are at least. */
  minSize: number;
  /** How many machines there are at most. */
  maxSize: number;
  /** How many machines wait for a build. */
  spare: number;
  /** How many builds a machine runs before it is terminated. 0 is no limit. */
  maxUses: number;
  /** Minutes after which a machine without a build is terminated. */
  idleMinutes: number;
}

/** A key of the AWS API: for a controller whose machine has no role that may resize the group. */
export interface AwsKey {
  /** The key's id. */
  accessKeyId: string;
  /** The key. A secret. */
  secretAccessKey: string;
}
