/** What a VM may do, and the engine's key that it alone may read. */
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { Key } from "@pulumi/aws/kms/key";
import { Parameter } from "@pulumi/aws/ssm/parameter";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPair } from "../../endpoint/certificates";

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

/** What a VM and its role need to know of the engine's certificate and key. */
export interface EngineKeys {
  parameter: Parameter;
  /** The parameter's name. It is known before the parameter is made anew, so that a renewed certificate changes nothing else. */
  path: string;
  /** The ARN of the parameter, for the same reason. */
  parameterArn: pulumi.Output<string>;
  key: Key;
}

/** Makes the engine's certificate and key a parameter, encrypted with a KMS key of its own. */
export function engineKeys(
  name: string,
  path: string,
  keys: KeyPair,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): EngineKeys {
  // Every instance with AWS' own AmazonSSMManagedInstanceCore could read a parameter with the account's common key: that policy allows
  // ssm:GetParameter on everything.
  const key = new Key(
    name,
    { description: `Engine key of ${name}`, enableKeyRotation: true, deletionWindowInDays: 7, tags },
    opts,
  );
  const parameter = new Parameter(
    name,
    {
      name: path,
      type: "SecureString",
      keyId: key.keyId,
      value: pulumi.secret(
        pulumi
          .all([keys.caCert, keys.cert, keys.key])
          .apply(([ca, cert, own]) => JSON.stringify({ ca, cert, key: own })),
      ),
      description: `Certificate and key of Docker host ${name}`,
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

/** The VM's profile: a shell by Session Manager, and its own key. */
export function instanceProfile(
  name: string,
  { parameterArn, key }: Pick<EngineKeys, "parameterArn" | "key">,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): { profile: InstanceProfile; policy: RolePolicy } {
  const role = serviceRole(name, "ec2", tags, opts);
  const policy = new RolePolicy(
    name,
    { role: role.name, policy: pulumi.all([parameterArn, key.arn]).apply(([own, with_]) => vmPolicy(own, with_)) },
    opts,
  );
  return { profile: new InstanceProfile(name, { role: role.name, tags }, opts), policy };
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
