/** What there is in the testbed's AWS account. It takes requests that are not really signed. */
import { randomBytes } from "node:crypto";

/** Ids of all that stacks can have made and that is still there. Others may run beside a test: compare with what is its own. */
export async function everything(): Promise<string[]> {
  const ids = await Promise.all([
    // The state of an instance stands before the next instance begins.
    found("ec2", "DescribeInstances", /<instanceId>(i-\w+)<(?:(?!<instanceId>)[^])*?<name>(?!terminated)\w+<\/name>/g),
    found("ec2", "DescribeVolumes", /<volumeId>(vol-\w+)</g),
    found("ec2", "DescribeAddresses", /<allocationId>([\w-]+)</g),
    found("ec2", "DescribeSecurityGroups", /<groupId>(sg-\w+)</g),
    found("ec2", "DescribeLaunchTemplates", /<launchTemplateId>([^<]+)</g),
    found("autoscaling", "DescribeAutoScalingGroups", /<AutoScalingGroupName>([^<]+)</g),
    found("iam", "ListRoles", /<RoleName>([^<]+)</g),
    found("iam", "ListUsers", /<UserName>([^<]+)</g),
    found("iam", "ListInstanceProfiles", /<InstanceProfileName>([^<]+)</g),
    found("monitoring", "DescribeAlarms", /<AlarmName>([^<]+)</g),
    parameters(),
  ]);
  return [...new Set(ids.flat())]; // an attachment names its disk again
}

/** Ids of the disks that a VM has, its root disk among them. */
export async function disksOf(instance: string): Promise<string[]> {
  const filter = { "Filter.1.Name": "attachment.instance-id", "Filter.1.Value.1": instance };
  return found("ec2", "DescribeVolumes", /<volumeId>(vol-\w+)</g, filter);
}

/** The credentials of a new user who has one policy and no other. */
export async function userWith(policy: object): Promise<Record<string, string>> {
  const name = `deployer-${randomBytes(4).toString("hex")}`;
  await request("iam", "CreateUser", { UserName: name });
  const made = await request("iam", "CreatePolicy", { PolicyName: name, PolicyDocument: JSON.stringify(policy) });
  await request("iam", "AttachUserPolicy", { UserName: name, PolicyArn: /<Arn>([^<]+)</.exec(made)?.[1] ?? "" });
  const key = await request("iam", "CreateAccessKey", { UserName: name });
  const part = (tag: string) => {
    const found = new RegExp(`<${tag}>([^<]+)<`).exec(key)?.[1];
    // A key of nobody may do everything.
    if (found === undefined) throw new Error(`no ${tag} in ${key}`);
    return found;
  };
  return { AWS_ACCESS_KEY_ID: part("AccessKeyId"), AWS_SECRET_ACCESS_KEY: part("SecretAccessKey") };
}

/** Ids of the machines of an Auto Scaling group that have not ended. */
export async function instancesOf(group: string): Promise<string[]> {
  const filters = {
    ...{ "Filter.1.Name": "tag:aws:autoscaling:groupName", "Filter.1.Value.1": group },
    ...{ "Filter.2.Name": "instance-state-name", "Filter.2.Value.1": "pending", "Filter.2.Value.2": "running" },
  };
  return found("ec2", "DescribeInstances", /<instanceId>(i-\w+)</g, filters);
}

/** Makes a group that is nobody's, from a launch template. @returns its name */
export async function otherGroup(template: string): Promise<string> {
  const name = `other-${randomBytes(4).toString("hex")}`;
  const [subnet = ""] = await found("ec2", "DescribeSubnets", /<subnetId>([^<]+)</g);
  await request("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: name,
    MinSize: "0",
    MaxSize: "1",
    VPCZoneIdentifier: subnet,
    "LaunchTemplate.LaunchTemplateId": template,
  });
  return name;
}

/** Deletes a group, with its machines. */
export async function deleteGroup(name: string): Promise<void> {
  await request("autoscaling", "DeleteAutoScalingGroup", { AutoScalingGroupName: name, ForceDelete: "true" });
}

/** Has the testbed do what AWS does to an account by itself (testbed/aws/README.md). */
export async function cause(what: "vcpus" | "interrupt", ...words: string[]): Promise<void> {
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL ?? ""}/testbed/${what}`, {
    method: "POST",
    headers: { Authorization: authorization("ec2") },
    body: words.join(" "),
  });
  if (!response.ok) throw new Error(`${what}: ${String(response.status)} ${await response.text()}`);
}

/** Deletes a volume. */
export async function deleteVolume(id: string): Promise<void> {
  await request("ec2", "DeleteVolume", { VolumeId: id });
}

async function found(
  service: string,
  action: string,
  pattern: RegExp,
  parameters: Record<string, string> = {},
): Promise<string[]> {
  const ids = new Set<string>();
  for (let page = parameters; ;) {
    const text = await request(service, action, page);
    for (const match of text.matchAll(pattern)) ids.add(match[1] ?? "");
    // IAM has a marker, the others a token.
    const [, name, next] = /<(Marker|[nN]extToken)>([^<]+)</.exec(text) ?? [];
    if (next === undefined) return [...ids];
    page = { ...parameters, [name === "Marker" ? "Marker" : "NextToken"]: next };
  }
}

async function parameters(): Promise<string[]> {
  return (await describedParameters()).map(({ Name }) => Name);
}

/** The key that a parameter is encrypted with, as whoever wrote it last named that key. */
export async function keyOfParameter(name: string): Promise<string | undefined> {
  return (await describedParameters()).find(({ Name }) => Name === name)?.KeyId;
}

/** SSM speaks JSON. */
async function describedParameters(token?: string): Promise<{ Name: string; KeyId?: string }[]> {
  const response = await fetch(process.env.AWS_ENDPOINT_URL ?? "", {
    method: "POST",
    headers: {
      Authorization: authorization("ssm"),
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AmazonSSM.DescribeParameters",
    },
    body: JSON.stringify(token === undefined ? {} : { NextToken: token }),
  });
  if (!response.ok) throw new Error(`DescribeParameters: ${String(response.status)} ${await response.text()}`);
  const page = (await response.json()) as { Parameters: { Name: string; KeyId?: string }[]; NextToken?: string };
  const rest = page.NextToken ? await describedParameters(page.NextToken) : [];
  return [...page.Parameters, ...rest];
}

function authorization(service: string): string {
  const region = process.env.AWS_REGION ?? "";
  const credential = `${process.env.AWS_ACCESS_KEY_ID ?? ""}/20260101/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`;
}

const versions: Record<string, string> = {
  ec2: "2016-11-15",
  iam: "2010-05-08",
  monitoring: "2010-08-01",
  autoscaling: "2011-01-01",
};

async function request(service: string, action: string, parameters: Record<string, string> = {}): Promise<string> {
  const response = await fetch(process.env.AWS_ENDPOINT_URL ?? "", {
    method: "POST",
    headers: { Authorization: authorization(service) },
    body: new URLSearchParams({ Action: action, Version: versions[service] ?? "", ...parameters }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action}: ${String(response.status)} ${text}`);
  return text;
}
