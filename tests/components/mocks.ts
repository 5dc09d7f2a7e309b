/** Pulumi without an engine: what a program registers. One file, since the runtime has only one set of mocks. */
import * as pulumi from "@pulumi/pulumi";

/** A resource as it was registered. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** A resource that an up is going to make. */
export class Later extends pulumi.CustomResource {
  declare readonly value: pulumi.Output<string>;
}

interface Monitor {
  resources: Map<string, { urn: string }>;
}

const registered: Registered[] = [];

/** Registers what `program` makes, in stack `dev` of project `ci`, as in a preview. */
export async function preview(program: () => void): Promise<Registered[]> {
  registered.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: { ...(inputs as object), ...outputsOf(type) } };
      },
      call: ({ token, inputs }) => answerOf(token, inputs as Record<string, string>),
    },
    "ci",
    "dev",
    true,
  );
  // The SDK's mocks say that they support hooks, and then lack this. Nothing calls a hook here: they are the engine's.
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResourceHook: unknown };
  monitor.registerResourceHook = (_: unknown, done: (error: null, answer: object) => void) => {
    done(null, {});
  };
  program();
  await settled();
  return [...registered];
}

/** What a provider adds to its inputs. */
function outputsOf(type: string): object {
  switch (type) {
    case "random:index/randomPassword:RandomPassword":
      return { result: "in clear", bcryptHash: "$2a$10$hash" };
    case "random:index/randomId:RandomId":
      return { hex: "0123456789ab" };
    case "docker:index/remoteImage:RemoteImage":
      return { imageId: "sha256:image" };
    case "tls:index/privateKey:PrivateKey":
      return {
        privateKeyPem: "key in clear",
        privateKeyOpenssh: "-----BEGIN OPENSSH PRIVATE KEY-----\nin clear",
        publicKeyOpenssh: "ssh-ed25519 AAAA\n",
      };
    case "aws:iam/accessKey:AccessKey":
      return { secret: "aws key in clear" };
    case "aws:autoscaling/group:Group":
      return {
        name: "large-1a2b3c4",
        arn: "arn:aws:autoscaling:eu-central-1:1:autoScalingGroup:u:autoScalingGroupName/large-1a2b3c4",
      };
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return { latestVersion: 1 };
    case "tls:index/selfSignedCert:SelfSignedCert":
    case "tls:index/locallySignedCert:LocallySignedCert":
      return { certPem: "certificate" };
    case "aws:ec2/eip:Eip":
      return { publicIp: "203.0.113.9", allocationId: "eipalloc-1" };
    case "aws:kms/key:Key":
      return { arn: "arn:aws:kms:eu-central-1:1:key/the-key", keyId: "the-key" };
    default:
      return {};
  }
}

/** An image: for arm64 where its name says so. */
function imageOf({ filters }: { filters: { values: string[] }[] }): Record<string, unknown> {
  const id = filters[0]?.values[0] ?? "";
  return {
    imageId: id,
    architecture: id.includes("arm64") ? "arm64" : "x86_64",
    rootDeviceName: "/dev/sda1",
    blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volume_size: "8" } }],
  };
}

/** What AWS says: a default VPC, a subnet of another VPC, machines of three architectures. */
function answerOf(token: string, inputs: Record<string, string>): Record<string, unknown> {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: "123456789012" };
    case "aws:ec2/getVpc:getVpc":
      return { id: "vpc-default" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: ["eu-central-1b", "eu-central-1a"] };
    case "aws:ec2/getSubnet:getSubnet":
      return inputs.id === undefined
        ? {
            id: `subnet-of-${inputs.availabilityZone ?? ""}`,
            vpcId: "vpc-default",
            availabilityZone: inputs.availabilityZone,
          }
        : { id: inputs.id, vpcId: "vpc-00000000", availabilityZone: "eu-central-1c" };
    case "aws:ec2/getSubnets:getSubnets": {
      const { filters } = inputs as unknown as { filters: { name: string; values: string[] }[] };
      const zones = filters.find(({ name }) => name === "availability-zone")?.values ?? [];
      return { ids: zones.map((zone) => `subnet-of-${zone}`) };
    }
    case "aws:ebs/getVolume:getVolume":
      return { availabilityZone: "eu-central-1c" };
    case "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings":
      return { locations: ["eu-central-1c", "eu-central-1b", "eu-central-1a"] };
    case "aws:ec2/getInstanceType:getInstanceType":
      return {
        supportedArchitectures: architecturesOf(inputs.instanceType ?? ""),
        hypervisor: "nitro",
        memorySize: 8192,
      };
    case "aws:ec2/getAmi:getAmi":
      return imageOf(inputs as unknown as { filters: { values: string[] }[] });
    case "aws:ssm/getParameter:getParameter":
      return { insecureValue: `ami of ${inputs.name ?? ""}` };
    case "aws:index/getRegion:getRegion":
      return { region: "eu-central-1" };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws" };
    default:
      return {};
  }
}

function architecturesOf(instanceType: string): string[] {
  if (instanceType.startsWith("mac")) return ["x86_64_mac"];
  return [instanceType.startsWith("t4g") ? "arm64" : "x86_64"];
}

/** The parents of all resources, from their URNs: `Jenkins ci > Container ci`. */
export async function tree(): Promise<string[]> {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  await settled();
  return [...monitor.resources.values()].map(({ urn }) => urn.split("::").slice(2).join(" ")).sort();
}

/** Whether an input was registered as a secret. */
export const isSecret = (value: unknown) =>
  (value as Record<string, unknown> | null)?.["4dabf18193072939515e22adb298388d"] ===
  "1b47061264138c4ac30d75fd1eb44270";

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}

/** Resolves when every registration that was begun, and every one that followed from it, is done. */
function settled(): Promise<void> {
  // What a program itself ends with; left out of the types, as no program calls it.
  return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}
