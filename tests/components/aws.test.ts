import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { AwsDockerHost, type AwsDockerHostArgs } from "../../aws";
import { isSecret, preview, type Registered, tree, valueOf } from "./mocks";

const allowedCidrs = ["203.0.113.0/24"];

/** Registers a host `ci` with some arguments; what came of it by short type and name. */
async function made(args: Partial<AwsDockerHostArgs> = {}) {
  let host: AwsDockerHost | undefined;
  const all = await preview(() => {
    host = new AwsDockerHost("ci", { allowedCidrs, ...args });
  });
  const find = (type: string, name: string): Record<string, unknown> => {
    const found = all.find((one) => short(one) === `${type} ${name}`);
    if (!found) throw new Error(`no ${type} ${name} in ${all.map(short).join(", ")}`);
    return found.inputs;
  };
  if (!host) throw new Error("not made");
  return { all, find, host };
}

const short = ({ type, name }: Registered) => `${type.split(":").at(-1) ?? ""} ${name}`;

/** The inputs of a resource, as JSON that can be read. */
const parsed = (text: unknown) => JSON.parse(text as string) as Record<string, unknown>;

describe("AwsDockerHost", () => {
  it("makes these things, all of them its children", async () => {
    const { all } = await made();
    expect(all.map(short).sort()).to.deep.equal([
      "AwsDockerHost ci",
      "CertRequest ci-deployer",
      "CertRequest ci-engine",
      "Eip ci",
      "EipAssociation ci",
      "Instance ci",
      "InstanceProfile ci",
      "Key ci",
      "LocallySignedCert ci-deployer",
      "LocallySignedCert ci-engine",
      "Parameter ci",
      "PrivateKey ci-ca",
      "PrivateKey ci-deployer",
      "PrivateKey ci-engine",
      "Role ci",
      "RolePolicy ci",
      "SecurityGroup ci",
      "SecurityGroupEgressRule ci-out",
      "SecurityGroupIngressRule ci-2376-203-0-113-0-24",
      "SecurityGroupIngressRule ci-443-203-0-113-0-24",
      "SelfSignedCert ci-ca",
      "Volume ci-data",
      "VolumeAttachment ci-data",
    ]);
    const others = (await tree()).filter((urn) => !urn.startsWith("pulumi-jenkins-docker:index:AwsDockerHost"));
    expect(others.filter((urn) => !urn.startsWith("pulumi:pulumi:Stack"))).to.deep.equal([]);
  });

  it("makes a VM with these security-relevant settings, exactly", async () => {
    const { find } = await made();
    const { userData, tags, ...inputs } = find("Instance", "ci");
    expect(inputs).to.deep.equal({
      iamInstanceProfile: inputs.iamInstanceProfile, // an output of its own
      ami: "ami of /aws/service/canonical/ubuntu/server/24.04/stable/20260923/amd64/hvm/ebs-gp3/ami-id",
      instanceType: "t3.large",
      subnetId: "subnet-of-eu-central-1a",
      vpcSecurityGroupIds: ["ci-id"],
      userDataReplaceOnChange: true,
      disableApiTermination: false,
      forceDestroy: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: 16, deleteOnTermination: true, tags },
    });
    expect(userData).to.match(/^#cloud-config\n/);
    expect(tags).to.deep.equal({ Name: "ci-dev", "pulumi-jenkins-docker:owner": "ci/dev/ci" });
  });

  it("opens the ports in use to the networks that were named, and to nobody else", async () => {
    const { all } = await made({ allowedCidrs: ["203.0.113.0/24", "2001:db8::/32"], uiPorts: [8443] });
    const rules = all.filter(({ type }) => type.endsWith(":SecurityGroupIngressRule"));
    const opened = rules.map(({ inputs: { fromPort, toPort, ipProtocol, cidrIpv4, cidrIpv6 } }) =>
      [ipProtocol, fromPort, toPort, cidrIpv4 ?? cidrIpv6].join(" "),
    );
    expect(opened.sort()).to.deep.equal([
      "tcp 2376 2376 2001:db8::/32",
      "tcp 2376 2376 203.0.113.0/24",
      "tcp 8443 8443 2001:db8::/32",
      "tcp 8443 8443 203.0.113.0/24",
    ]);
    const group = all.find(({ type }) => type.endsWith(":SecurityGroup"))?.inputs;
    expect(group).to.deep.include({ vpcId: "vpc-default" });
    expect(group).not.to.have.any.keys("ingress", "egress");
  });

  it("lets the VM read its own key, open a shell, and do nothing else", async () => {
    const { find } = await made();
    expect(parsed(find("RolePolicy", "ci").policy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter"],
        Resource: "arn:aws:ssm:eu-central-1:1:parameter/pulumi-jenkins-docker/ci/dev/ci/engine",
      },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: "arn:aws:kms:eu-central-1:1:key/the-key",
        Condition: {
          StringEquals: {
            "kms:ViaService": "ssm.eu-central-1.amazonaws.com",
            "kms:EncryptionContext:PARAMETER_ARN":
              "arn:aws:ssm:eu-central-1:1:parameter/pulumi-jenkins-docker/ci/dev/ci/engine",
          },
        },
      },
      {
        Effect: "Allow",
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ]);
    expect(parsed(find("Role", "ci").assumeRolePolicy).Statement).to.deep.equal([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
  });

  it("hands the engine's key over as a secret, encrypted with a key of its own, and never in the user-data", async () => {
    const { find } = await made();
    const { value, ...parameter } = find("Parameter", "ci");
    expect(isSecret(value)).to.equal(true);
    expect(parameter).to.deep.include({
      name: "/pulumi-jenkins-docker/ci/dev/ci/engine",
      type: "SecureString",
      keyId: "the-key",
    });
    expect(find("Instance", "ci").userData).not.to.match(/in clear|PRIVATE KEY/);
    expect(isSecret(find("Instance", "ci").userData)).to.equal(false);
  });

  it("yields an endpoint by mutual TLS, as a secret, with the VM's pinned group", async () => {
    const { host, find } = await made();
    expect(await pulumi.isSecret(host.endpoint)).to.equal(true);
    expect(await valueOf(host.endpoint)).to.deep.include({
      dockerHost: "tcp://203.0.113.9:2376",
      address: "203.0.113.9",
      socketGid: 2375,
      clientKey: "key in clear",
      keepsData: false,
    });
    const { host: keeping } = await made({ data: { retain: true } });
    expect(await valueOf(keeping.endpoint)).to.deep.include({ keepsData: true });
    expect(await valueOf(host.address)).to.equal("203.0.113.9");
    expect(find("CertRequest", "ci-engine").ipAddresses).to.deep.equal(["203.0.113.9"]);
  });

  it("keeps data on an encrypted disk of its own, with snapshots where they are asked for", async () => {
    const { find, all } = await made();
    expect(find("Volume", "ci-data")).to.deep.include({
      encrypted: true,
      type: "gp3",
      size: 50,
      availabilityZone: "eu-central-1a",
    });
    expect(find("VolumeAttachment", "ci-data")).to.deep.include({ stopInstanceBeforeDetaching: true });
    expect(all.map(short)).not.to.include("LifecyclePolicy ci");
    const kept = await made({ data: { snapshotDays: 7 } });
    const tag = { "pulumi-jenkins-docker:snapshots": "ci/dev/ci" };
    expect(kept.find("Volume", "ci-data").tags).to.deep.include(tag);
    expect(kept.find("LifecyclePolicy", "ci").policyDetails).to.deep.equal({
      resourceTypes: ["VOLUME"],
      targetTags: tag,
      schedules: [
        { name: "daily", createRule: { interval: 24, times: "03:00" }, retainRule: { count: 7 }, copyTags: true },
      ],
    });
    expect(parsed(kept.find("Role", "ci-snapshots").assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "dlm.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });

  it("is terminated by nobody but this program where its data are kept", async () => {
    for (const retain of [true, false])
      expect((await made({ data: { retain } })).find("Instance", "ci")).to.include({
        disableApiTermination: retain,
        forceDestroy: true,
      });
  });

  it("reaches every IPv4 network, or those that were named", async () => {
    const waysOut = async (egressCidrs?: string[]) => {
      const { all } = await made(egressCidrs === undefined ? {} : { egressCidrs });
      const rules = all.filter(({ type }) => type.endsWith(":SecurityGroupEgressRule"));
      return rules.map(({ name, inputs: { ipProtocol, cidrIpv4, cidrIpv6 } }) =>
        [name, ipProtocol, cidrIpv4 ?? cidrIpv6].join(" "),
      );
    };
    expect(await waysOut()).to.deep.equal(["ci-out -1 0.0.0.0/0"]);
    expect(await waysOut(["10.0.0.0/8", "2001:db8::/32"])).to.have.members([
      "ci-out-10-0-0-0-8 -1 10.0.0.0/8",
      "ci-out-2001-db8---32 -1 2001:db8::/32",
    ]);
  });

  it("takes a disk that is there already", async () => {
    const { find, all } = await made({ data: { volumeId: "vol-00000001" }, subnetId: "subnet-00000001" });
    expect(find("VolumeAttachment", "ci-data")).to.include({ volumeId: "vol-00000001" });
    expect(all.map(short)).not.to.include("Volume ci-data");
  });

  it("has a private address alone where one is given", async () => {
    const { all, find, host } = await made({ privateIp: "10.0.1.20", subnetId: "subnet-00000001" });
    expect(all.map(short).filter((one) => one.startsWith("Eip"))).to.deep.equal([]);
    expect(find("Instance", "ci")).to.include({ privateIp: "10.0.1.20", subnetId: "subnet-00000001" });
    expect((await valueOf(host.endpoint)).dockerHost).to.equal("tcp://10.0.1.20:2376");
  });

  it("is stopped, not ended, when a spot VM is taken away", async () => {
    const { find } = await made({ spot: true });
    expect(find("Instance", "ci").instanceMarketOptions).to.deep.equal({
      marketType: "spot",
      spotOptions: { spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" },
    });
  });

  it("has an alarm that recovers it where that is asked for", async () => {
    const { find } = await made({ recoveryAlarm: true });
    expect(find("MetricAlarm", "ci").alarmActions).to.deep.equal(["arn:aws:automate:eu-central-1:ec2:recover"]);
  });

  it("takes the image of the instance type's architecture", async () => {
    const { find } = await made({ instanceType: "t4g.large", image: "debian-13" });
    expect(find("Instance", "ci").ami).to.equal("ami of /aws/service/debian/release/13/20260914-2601/arm64");
  });

  it("tags what can be tagged", async () => {
    const { all } = await made({ tags: { team: "ci" } });
    const untagged = all.filter(
      ({ type, inputs }) => type.startsWith("aws:") && (inputs.tags as { team?: string } | undefined)?.team !== "ci",
    );
    expect(untagged.map(short).sort()).to.deep.equal([
      "EipAssociation ci",
      "RolePolicy ci",
      "VolumeAttachment ci-data",
    ]);
  });
});
