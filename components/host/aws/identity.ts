/** What a VM may do, and the engine's key that it alone may read. */
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { Key } from "@pulumi/aws/kms/key";
import { Parameter } from "@pulumi/aws/ssm/parameter";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPair } from "../../endpoint/certificates";

/** The tag that says whose a resource is. */
export const ownerTag = "pulumi-jenkins-docker:owner";

/** Whose the resources of a component are, and their tags. */
export function ownerAndTags(
  name: string,
  more: Record<string, pulumi.Input<string>>,
): { owner: string; tags: Record<string, pulumi.Input<string>> } {
  const owner = [pulumi.getProject(), pulumi.getStack(), name].join("/");
  return { owner, tags: { Name: `${name}-${pulumi.getStack()}`, ...more, [ownerTag]: owner } };
}

/** A role that a service of AWS takes on. [docs.aws.amazon.com: IAM, "Roles terms and concepts"] */
export function serviceRole(
  name: string,
  service: string,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
  condition?: pulumi.Input<object>,
): Role {
  const assumeRolePolicy = pulumi.output(condition).apply((known) => trustPolicy(service, known));
  return new Role(name, { assumeRolePolicy, tags }, opts);
}

/** Who may take a role on. Pure. */
export function trustPolicy(service: string, Condition?: object): string {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(Condition === undefined ? {} : { Condition }) }],
  });
}

/** A secret that machines read from Systems Manager. */
export interface SecretParameter {
  parameter: Parameter;
  /** The parameter's name. It is known before the parameter is made anew, so that a renewed key changes nothing else. */
  path: string;
  /** The ARN of the parameter, for the same reason. */
  parameterArn: pulumi.Output<string>;
  key: Key;
}

/** What is in a parameter, and where. */
interface SecretTexts {
  /** The parameter's name. */
  path: string;
  /** What the parameter has, and what its KMS key is: `Certificate and key of Docker host ci`, `Engine key of ci`. */
  descriptions: { parameter: string; key: string };
  /** Texts by name, of which one is a key. */
  texts: Record<string, pulumi.Output<string>>;
}

/** The engine's certificate and key as a parameter. */
export function engineKeys(
  name: string,
  path: string,
  { caCert: ca, cert, key }: KeyPair,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): SecretParameter {
  const descriptions = { parameter: `Certificate and key of Docker host ${name}`, key: `Engine key of ${name}` };
  return secretParameter(name, { path, descriptions, texts: { ca, cert, key } }, tags, opts);
}

/** Makes a secret a parameter, encrypted with a KMS key of its own. */
export function secretParameter(
  name: string,
  { path, descriptions, texts }: SecretTexts,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): SecretParameter {
  // Every instance with AWS' own AmazonSSMManagedInstanceCore could read a parameter with the account's common key: that policy allows
  // ssm:GetParameter on everything.
  const key = new Key(
    name,
    { description: descriptions.key, enableKeyRotation: true, deletionWindowInDays: 7, tags },
    opts,
  );
  const parameter = new Parameter(
    name,
    {
      name: path,
      type: "SecureString",
      keyId: key.keyId,
      value: pulumi.secret(pulumi.all(texts).apply((known) => JSON.stringify(known))),
      description: descriptions.parameter,
      tags,
    },
    // The provider names the key of an update only if the key has changed. AWS then takes the account's common key.
    // [terraform-provider-aws: ssm/parameter.go, resourceParameterUpdate; SSM API: PutParameter, KeyId]
    { ...opts, replaceOnChanges: ["value"], deleteBeforeReplace: true },
  );
  return { parameter, path, parameterArn: key.arn.apply((arn) => parameterArnOf(arn, path)), key };
}

/** The ARN of a parameter, by that of a key in the same account and region. Pure. */
export function parameterArnOf(keyArn: string, path: string): string {
  const [, partition = "", , region = "", account = ""] = keyArn.split(":");
  return `arn:${partition}:ssm:${region}:${account}:parameter${path}`;
}

/** A machine's role and its profile: a shell by Session Manager, and the machine's own key. */
export function instanceProfile(
  name: string,
  { parameterArn, key }: Pick<SecretParameter, "parameterArn" | "key">,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): { role: Role; profile: InstanceProfile; policy: RolePolicy } {
  const role = serviceRole(name, "ec2", tags, opts);
  const policy = new RolePolicy(
    name,
    { role: role.name, policy: pulumi.all([parameterArn, key.arn]).apply(([own, with_]) => vmPolicy(own, with_)) },
    opts,
  );
  return { role, profile: new InstanceProfile(name, { role: role.name, tags }, opts), policy };
}

/**
 * What the VM's role may do. Not AWS' AmazonSSMManagedInstanceCore: a build with the host's root has this role, and that
 * policy would let it read every parameter of the account. Pure.
 * The key opens this parameter alone, and only for Systems Manager.
 * [docs.aws.amazon.com: Systems Manager, "Create a custom IAM role for Session Manager"; KMS, "How AWS Systems Manager Parameter Store uses
 * AWS KMS", PARAMETER_ARN; "kms:ViaService"]
 */
export function vmPolicy(parameterArn: string, keyArn: string): string {
  const allow = (Action: string[], Resource: string) => ({ Effect: "Allow", Action, Resource });
  const [, , , region = ""] = parameterArn.split(":");
  const ofParameter = {
    "kms:ViaService": `ssm.${region}.amazonaws.com`,
    "kms:EncryptionContext:PARAMETER_ARN": parameterArn,
  };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow(["ssm:GetParameter"], parameterArn),
      { ...allow(["kms:Decrypt"], keyArn), Condition: { StringEquals: ofParameter } },
      allow(
        [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        "*",
      ),
    ],
  });
}
