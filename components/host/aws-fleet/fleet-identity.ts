/** Who may do what: the machines of a fleet, and the controller that resizes it. */
import { AccessKey } from "@pulumi/aws/iam/accessKey";
import { Policy } from "@pulumi/aws/iam/policy";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { User } from "@pulumi/aws/iam/user";
import { UserPolicyAttachment } from "@pulumi/aws/iam/userPolicyAttachment";
import type { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { AwsKey } from "../../endpoint/agent-fleet";
import { hash } from "../../text/hash";
import { instanceProfile, ownerTag, type SecretParameter, secretParameter } from "../aws/identity";
import { hostKeyName } from "../bootstrap/agent-files";
import type { FleetSettings } from "./fleet-settings";

type Tags = Record<string, pulumi.Input<string>>;

/** The keys of SSH: the machines have one, by which Jenkins knows them. Jenkins has one, by which they let it in. */
export interface SshKeys {
  /** The public key of the machines. */
  hostKey: pulumi.Output<string>;
  /** Where the machines get theirs from. */
  hostKeyParameter: SecretParameter;
  /** Jenkins' private key. A secret. */
  privateKey: pulumi.Output<string>;
  /** Its public key, which the machines let in. */
  authorizedKey: pulumi.Output<string>;
}

/** Makes the SSH keys of the machines and of Jenkins. All machines have one host key, which is known before there is a machine. */
export function sshKeys(name: string, owner: string, tags: Tags, opts: pulumi.CustomResourceOptions): SshKeys {
  const host = new tls.PrivateKey(`${name}-host`, { algorithm: "ED25519" }, opts);
  const login = new tls.PrivateKey(`${name}-login`, { algorithm: "ED25519" }, opts);
  const path = `/pulumi-jenkins-docker/${owner}/host-key`;
  const descriptions = { parameter: `SSH host key of fleet ${name}`, key: `SSH host key of fleet ${name}` };
  const texts = { [hostKeyName]: host.privateKeyOpenssh };
  const publicKey = (key: tls.PrivateKey) => pulumi.unsecret(key.publicKeyOpenssh).apply((line) => line.trim());
  return {
    hostKey: publicKey(host),
    hostKeyParameter: secretParameter(name, { path, descriptions, texts }, tags, opts),
    privateKey: pulumi.secret(login.privateKeyOpenssh),
    authorizedKey: publicKey(login),
  };
}

/** The machines' role: Session Manager, their host key, and the policies that the user adds. */
export function agentsProfile(
  name: string,
  hostKey: SecretParameter,
  policyArns: pulumi.Input<string>[],
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): { profile: InstanceProfile; policies: pulumi.Resource[] } {
  const { role, profile, policy } = instanceProfile(`${name}-agents`, hostKey, tags, opts);
  const more = policyArns.map(
    (policyArn, index) =>
      new RolePolicyAttachment(
        `${name}-agents-${nameOfPolicy(policyArn, index)}`,
        { role: role.name, policyArn },
        opts,
      ),
  );
  return { profile, policies: [policy, ...more] };
}

/**
 * The part of an attachment's name that stands for its policy. It is not the policy's place in the list. A policy that moved up in the list would get
 * another attachment. Pulumi makes that one first, which changes nothing, and then deletes the old one, which takes the policy away.
 */
function nameOfPolicy(arn: pulumi.Input<string>, index: number): string {
  return typeof arn === "string" ? `${arn.split("/").at(-1) ?? ""}-${hash(arn).slice(0, 6)}` : String(index + 1);
}

/** The controller, as AWS knows it. */
export interface ControllerIdentity {
  /** The user's name; undefined where the controller has a role. */
  userName?: pulumi.Output<string>;
  /** The user's key. A secret. Only of a user that was made here. */
  key?: pulumi.Output<AwsKey>;
  /** What gives the rights. Jenkins asks for its group when it starts, and so has to wait for them. */
  rights: pulumi.Resource;
}

/** Lets the controller resize the group, by its machine's role, by a user that it has the key of, or by a new user. */
export function letControllerResize(
  name: string,
  { controllerRole, controllerUser, maxSize }: Pick<FleetSettings, "controllerRole" | "controllerUser" | "maxSize">,
  group: { arn: pulumi.Output<string>; owner: string },
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): ControllerIdentity {
  const document = group.arn.apply((arn) => controllerPolicy(arn, group.owner, maxSize));
  if (controllerRole !== undefined)
    return { rights: new RolePolicy(`${name}-controller`, { role: controllerRole, policy: document }, opts) };
  const made = controllerUser === undefined ? new User(`${name}-controller`, { tags }, opts) : undefined;
  const user = made?.name ?? pulumi.output(controllerUser ?? "");
  // Not an inline policy: those of a user have 2,048 characters together, and three fleets need more. [IAM: "IAM and AWS STS quotas"]
  const policy = new Policy(`${name}-controller`, { policy: document, tags }, opts);
  const rights = new UserPolicyAttachment(`${name}-controller`, { user, policyArn: policy.arn }, opts);
  if (!made) return { userName: user, rights };
  const key = new AccessKey(`${name}-controller`, { user }, { ...opts, dependsOn: [rights] });
  const whole = pulumi
    .all([key.id, key.secret])
    .apply(([accessKeyId, secretAccessKey]) => ({ accessKeyId, secretAccessKey }));
  return { userName: user, key: pulumi.secret(whole), rights };
}

/**
 * What the controller may do: look, resize this group, terminate machines of it, and give them the plugin's tag. Pure.
 * [ec2-fleet-plugin: fleet/AutoScalingGroupFleet, aws/EC2Api; docs.aws.amazon.com: Service Authorization Reference, Auto Scaling and EC2]
 */
export function controllerPolicy(groupArn: string, owner: string, maxSize: number): string {
  const allow = (Action: string[], Resource: string, Condition?: object) => ({
    Effect: "Allow",
    Action,
    Resource,
    ...(Condition ? { Condition } : {}),
  });
  const [, partition = "", , region = "", account = ""] = groupArn.split(":");
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow(
        [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeScalingActivities",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceTypes",
        ],
        "*",
      ),
      allow(["autoscaling:UpdateAutoScalingGroup", "autoscaling:TerminateInstanceInAutoScalingGroup"], groupArn, {
        StringEquals: { [`autoscaling:ResourceTag/${ownerTag}`]: owner },
        // Whoever has stolen the key shall not run a thousand machines.
        NumericLessThanEqualsIfExists: { "autoscaling:MaxSize": String(maxSize) },
      }),
      allow(["ec2:CreateTags"], `arn:${partition}:ec2:${region}:${account}:instance/*`, {
        StringEquals: { [`ec2:ResourceTag/${ownerTag}`]: owner },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["ec2-fleet-plugin:cloud-name"] },
      }),
    ],
  });
}
