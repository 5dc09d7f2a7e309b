import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { AwsAgentFleet, type AwsAgentFleetArgs } from "../../aws";
import { jenkinsSettings } from "../../components/jenkins/settings";
import { Jenkins } from "../../index";
import { isSecret, preview, type Registered, tree, valueOf } from "./mocks";

const sshCidrs = ["10.0.0.0/16"];
const endpoint = { dockerHost: "tcp://203.0.113.9:2376", address: "203.0.113.9", socketGid: 2375 };

/** Registers a fleet `large` with some arguments, and what else there is to register; what came of it by short type and name. */
async function made(args: Partial<AwsAgentFleetArgs> = {}, more: (fleet: AwsAgentFleet) => void = () => undefined) {
  let fleet: AwsAgentFleet | undefined;
  const all = await preview(() => {
    fleet = new AwsAgentFleet("large", { sshCidrs, ...args });
    more(fleet);
  });
  const find = (type: string, name: string): Record<string, unknown> => {
    const found = all.find((one) => short(one) === `${type} ${name}`);
    if (!found) throw new Error(`no ${type} ${name} in ${all.map(short).join(", ")}`);
    return found.inputs;
  };
  if (!fleet) throw new Error("not made");
  return { all, find, fleet };
}

const short = ({ type, name }: Registered) => `${type.split(":").at(-1) ?? ""} ${name}`;

describe("AwsAgentFleet", () => {
  it("makes these things, all of them its children", async () => {
    const { all } = await made();
    expect(all.map(short).sort()).to.deep.equal([
      "AccessKey large-controller",
      "AwsAgentFleet large",
      "Group agents-large",
      "InstanceProfile large-agents",
      "Key large",
      "LaunchTemplate large",
      "Parameter large",
      "Policy large-controller",
      "PrivateKey large-host",
      "PrivateKey large-login",
      "Role large-agents",
      "RolePolicy large-agents",
      "SecurityGroup large",
      "SecurityGroupEgressRule large-out",
      "SecurityGroupIngressRule large-22-10-0-0-0-16",
      "User large-controller",
      "UserPolicyAttachment large-controller",
    ]);
    const others = (await tree()).filter((urn) => !urn.startsWith("pulumi-jenkins-docker:index:AwsAgentFleet"));
    expect(others.filter((urn) => !urn.startsWith("pulumi:pulumi:Stack"))).to.deep.equal([]);
  });

  it("makes machines from a template without secrets, exactly", async () => {
    const { find } = await made();
    const { userData, iamInstanceProfile, tags, ...template } = find("LaunchTemplate", "large");
    expect(template).to.deep.equal({
      imageId: "ami of /aws/service/canonical/ubuntu/server/24.04/stable/20260923/amd64/hvm/ebs-gp3/ami-id",
      vpcSecurityGroupIds: ["large-id"],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/sda1",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 30, deleteOnTermination: "true" },
        },
      ],
      instanceInitiatedShutdownBehavior: "terminate",
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
      updateDefaultVersion: true,
    });
    expect(iamInstanceProfile).to.have.keys("name");
    const text = Buffer.from(userData as string, "base64").toString();
    expect(text).to.match(/^#cloud-config\n/);
    expect(text).not.to.match(/PRIVATE KEY|in clear/);
  });

  it("leaves the number of machines to Jenkins, and ends none by the group's own decision", async () => {
    const { find } = await made({ instanceTypes: ["m7a.large", "m6a.large"], spotShare: 80 });
    const { mixedInstancesPolicy, tags, ...group } = find("Group", "agents-large");
    expect(group).to.deep.equal({
      minSize: 0,
      maxSize: 10,
      vpcZoneIdentifiers: ["subnet-of-eu-central-1a", "subnet-of-eu-central-1b"],
      protectFromScaleIn: true,
      suspendedProcesses: ["AZRebalance"],
      healthCheckType: "EC2",
      waitForCapacityTimeout: "0",
      forceDelete: true,
    });
    expect(mixedInstancesPolicy)
      .to.have.nested.property("launchTemplate.overrides")
      .that.deep.equals([{ instanceType: "m7a.large" }, { instanceType: "m6a.large" }]);
    expect(mixedInstancesPolicy).to.have.nested.property(
      "instancesDistribution.onDemandPercentageAboveBaseCapacity",
      20,
    );
    expect(tags).to.deep.include({
      key: "pulumi-jenkins-docker:owner",
      value: "ci/dev/large",
      propagateAtLaunch: false,
    });
  });

  it("hands out its host key and the key of the controller's user as secrets", async () => {
    const { find, fleet } = await made();
    const parameter = find("Parameter", "large");
    expect(isSecret(parameter.value)).to.equal(true);
    expect(parameter).to.deep.include({ name: "/pulumi-jenkins-docker/ci/dev/large/host-key", keyId: "the-key" });
    expect(await pulumi.isSecret(fleet.fleet)).to.equal(true);
    const key = fleet.awsKey;
    if (!key) throw new Error("no key");
    expect(await pulumi.isSecret(key)).to.equal(true);
    expect(await valueOf(key)).to.deep.equal({
      accessKeyId: "large-controller-id",
      secretAccessKey: "aws key in clear",
    });
  });

  it("attaches policies by their names, so that one that moves up in the list stays", async () => {
    const [one, other] = ["arn:aws:iam::aws:policy/One", "arn:aws:iam::aws:policy/Other"];
    const names = async (policyArns: string[]) =>
      (await made({ policyArns })).all
        .filter(({ type }) => type.endsWith(":RolePolicyAttachment"))
        .map(({ name, inputs }) => `${name} ${String(inputs.policyArn)}`)
        .sort();
    const both = await names([one, other]);
    expect(both).to.have.length(2);
    expect(await names([other, one])).to.deep.equal(both);
    expect(await names([other])).to.deep.equal([both[1]]);
  });

  it("takes instance types of any generation, and says which of them is none", async () => {
    const group = (await made({ instanceTypes: ["t2.large"] })).find("Group", "agents-large");
    expect(group.vpcZoneIdentifiers).to.have.length(2);
  });

  it("gives its rights to a role or a user that there is, and makes no other one", async () => {
    const withRole = await made({ controllerRole: "of-the-vm", sshGroups: ["sg-0123456789abcdef0"] });
    expect(withRole.find("RolePolicy", "large-controller").role).to.equal("of-the-vm");
    expect(withRole.find("SecurityGroupIngressRule", "large-22-group-1")).to.deep.include({
      referencedSecurityGroupId: "sg-0123456789abcdef0",
      fromPort: 22,
      toPort: 22,
    });
    expect(withRole.all.some(({ type }) => /:(User|AccessKey)$/.test(type))).to.equal(false);
    expect([withRole.fleet.awsKey, withRole.fleet.controllerUser]).to.deep.equal([undefined, undefined]);
    const withUser = await made({ controllerUser: "of-the-first" });
    expect(withUser.find("UserPolicyAttachment", "large-controller").user).to.equal("of-the-first");
    expect(withUser.all.some(({ type }) => /:(User|AccessKey)$/.test(type))).to.equal(false);
  });
});

describe("a Jenkins with a fleet", () => {
  it("has no use for a key of AWS without fleets, and takes an empty list of them", () => {
    const awsKey = { accessKeyId: "AKIA", secretAccessKey: "in clear" };
    expect(() => jenkinsSettings("ci", { endpoint, awsKey })).to.throw(
      /awsKey {2}has no effect without fleets, which it is for\. Remove it, or name the fleets {2}\[JD107\]$/,
    );
    expect(jenkinsSettings("ci", { endpoint, awsKey, fleets: [] }).fleets).to.deep.equal([]);
  });

  it("has the cloud in its casc, the keys in files, and the plugin in its image", async () => {
    const { find, all } = await made({}, (fleet) => {
      const args = { endpoint, access: "fleet" as const, fleets: [fleet.fleet] };
      new Jenkins("ci", fleet.awsKey ? { ...args, awsKey: fleet.awsKey } : args);
    });
    const uploads = (name: string) => {
      const { uploads: given } = find("Container", name);
      const plain = isSecret(given) ? (given as { value: unknown }).value : given;
      return plain as { file: string; content: unknown }[];
    };
    expect(isSecret(find("Container", "ci-secrets").uploads)).to.equal(true);
    const [casc] = uploads("ci-casc");
    expect(casc?.content).to.match(/eC2Fleet:\n +name: large\n +region: eu-central-1\n/);
    expect(casc?.content).to.contain("restrictUsage: false");
    expect(casc?.content).not.to.contain("in clear");
    expect(uploads("ci-secrets").map(({ file }) => file)).to.include.members([
      "/run/secrets/fleets/1/id",
      "/run/secrets/fleets/1/user",
      "/run/secrets/fleets/1/key",
      "/run/secrets/fleets/1/hostKey",
      "/run/secrets/aws-sdk/credentials",
    ]);
    const { buildArgs } = find("RemoteImage", "ci").build as { buildArgs: { PLUGINS: string } };
    expect(buildArgs.PLUGINS.split("\n")).to.include("ec2-fleet");
    const { envs, mounts, privileged } = find("Container", "ci") as {
      envs: string[];
      mounts: unknown[];
      privileged: boolean;
    };
    expect(
      envs.filter((line) => /^(FLEETS|AWS_|DOCKER_HOST)/.test(line)).map((line) => line.split("=")[0]),
    ).to.have.members(["AWS_SHARED_CREDENTIALS_FILE", "FLEETS"]);
    expect([mounts.length, privileged]).to.deep.equal([3, false]);
    expect(all.filter(({ type, name }) => type.endsWith("RemoteImage") && name === "ci-agent")).to.deep.equal([]);
  });
});
