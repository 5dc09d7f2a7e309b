/** Settings that another resource can give: plain, known later, and unknown in a preview; right and wrong. */
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { awsSettings } from "../../components/host/aws/aws-settings";
import { jenkinsSettings } from "../../components/jenkins/settings";
import { AwsDockerHost, type AwsDockerHostArgs } from "../../aws";
import { Jenkins, type JenkinsArgs } from "../../index";
import { Later, preview, type Registered } from "./mocks";
import { certificate } from "../unit/support/pems";

/** A setting: arguments around its value, a right value, and a wrong one with what is said of it. */
interface Setting<A> {
  path: string;
  args: (value: pulumi.Input<string>) => A;
  right: string;
  wrong: string;
  says: RegExp;
}

const endpoint = { dockerHost: "unix:///var/run/docker.sock", address: "localhost", socketGid: 998 };
const image = { right: "registry.example.org/image:1", wrong: "Image:1", says: /"Image:1" is not/ };
const mirror = { right: "https://mirror.example.org", wrong: "mirror", says: /"mirror" is not a registry mirror/ };
const bundle = { right: certificate, wrong: "no PEM", says: /is not a PEM/ };

const ofJenkins: Setting<Partial<JenkinsArgs>>[] = [
  { path: "image", args: (value) => ({ image: value }), ...image },
  { path: "caBundle", args: (caBundle) => ({ caBundle }), ...bundle },
  {
    path: "bindAddress",
    args: (bindAddress) => ({ bindAddress }),
    right: "127.0.0.2",
    wrong: "here",
    says: /"here" is not an IP/,
  },
  {
    path: "homeVolume",
    args: (homeVolume) => ({ homeVolume }),
    right: "a-volume",
    wrong: "/srv",
    says: /"\/srv" is not the name/,
  },
  {
    path: "timeZone",
    args: (timeZone) => ({ timeZone }),
    right: "Europe/Vienna",
    wrong: "Vienna",
    says: /"Vienna" is not a time/,
  },
  {
    path: "https.domain",
    args: (domain) => ({ https: { domain } }),
    right: "ci.example.org",
    wrong: "ci",
    says: /"ci" is not a domain/,
  },
  {
    path: "backup.repository",
    args: (repository) => ({ backup: { repository, password: "p" } }),
    right: "/srv/backups",
    wrong: "backups",
    says: /"backups" is not a repository/,
  },
  {
    path: "backup.image",
    args: (value) => ({ backup: { repository: "/srv/backups", password: "p", image: value } }),
    ...image,
  },
  { path: "agents.image", args: (value) => ({ agents: { image: value } }), ...image },
  {
    path: "agents.templates[0].image",
    args: (value) => ({ agents: { templates: [{ name: "a", image: value }] } }),
    ...image,
  },
  {
    path: "agents.templates[0].labels[1]",
    args: (label) => ({ agents: { templates: [{ name: "a", labels: ["one", label] }] } }),
    right: "two",
    wrong: "two three",
    says: /"two three" is not one label/,
  },
  {
    path: "agents.templates[0].mounts[0]",
    args: (mount) => ({ agents: { templates: [{ name: "a", mounts: [mount] }] } }),
    right: "type=volume,src=maven,dst=/m2",
    wrong: "maven:/m2",
    says: /is not a key of a mount/,
  },
  {
    path: "agents.templates[0].environment.A",
    args: (A) => ({ agents: { templates: [{ name: "a", environment: { A } }] } }),
    right: "one",
    wrong: "one\ntwo",
    says: /has a line end/,
  },
  {
    path: "registries[0].username",
    args: (username) => ({ registries: [{ address: "r:5000", username, password: "p" }] }),
    right: "ci",
    wrong: "ci:x",
    says: /has a colon or a line end/,
  },
  {
    path: "registries[0].caCert",
    args: (caCert) => ({ access: "dind", registries: [{ address: "r:5000", caCert }] }),
    ...bundle,
  },
  {
    path: "secrets.token",
    args: (token) => ({ secrets: { token } }),
    right: "word",
    wrong: "",
    says: /is empty/,
  },
  { path: "dind.image", args: (value) => ({ access: "dind", dind: { image: value } }), ...image },
  {
    path: "dind.registryMirrors[0]",
    args: (value) => ({ access: "dind", dind: { registryMirrors: [value] } }),
    ...mirror,
  },
  {
    path: "remote.container.image",
    args: (value) => ({ access: "remote", remote: { container: { image: value } } }),
    ...image,
  },
];

const allowedCidrs = ["203.0.113.0/24"];
const subnetId = "subnet-00000001";
const ofAws: Setting<Partial<AwsDockerHostArgs>>[] = [
  {
    path: "subnetId",
    args: (value) => ({ subnetId: value }),
    right: subnetId,
    wrong: "subnet",
    says: /"subnet" is not the id of a subnet/,
  },
  {
    path: "vpcId",
    args: (vpcId) => ({ vpcId, subnetId }),
    right: "vpc-00000000",
    wrong: "vpc",
    says: /"vpc" is not the id of a VPC/,
  },
  {
    path: "privateIp",
    args: (privateIp) => ({ privateIp, subnetId }),
    right: "10.0.1.20",
    wrong: "10.0",
    says: /"10.0" is not an IPv4/,
  },
  {
    path: "addressPools[0].base",
    args: (base) => ({ addressPools: [{ base, size: 24 }] }),
    right: "10.200.0.0/16",
    wrong: "10.200.0.0/28",
    says: /24 is a bigger network than 10.200.0.0\/28 itself/,
  },
  {
    path: "addressPools",
    args: (value) => {
      const pools = (base: string) => [{ base, size: 24 }];
      return { addressPools: typeof value === "string" ? pools(value) : pulumi.output(value).apply(pools) };
    },
    right: "10.200.0.0/16",
    wrong: "10.200.0.0/28",
    says: /24 is a bigger network than 10.200.0.0\/28 itself/,
  },
  {
    path: "ami",
    args: (ami) => ({ ami }),
    right: "ami-00000001",
    wrong: "debian",
    says: /"debian" is not the id of an image/,
  },
  {
    path: "instanceType",
    args: (instanceType) => ({ instanceType }),
    right: "t4g.small",
    wrong: "small",
    says: /"small" is not an EC2 instance type/,
  },
  {
    path: "data.volumeId",
    args: (volumeId) => ({ data: { volumeId }, subnetId }),
    right: "vol-00000001",
    wrong: "disk",
    says: /"disk" is not the id of a volume/,
  },
  { path: "caBundle", args: (caBundle) => ({ caBundle }), ...bundle },
  { path: "registryCas[0].caCert", args: (caCert) => ({ registryCas: [{ address: "r:5000", caCert }] }), ...bundle },
  { path: "registryMirrors[0]", args: (value) => ({ registryMirrors: [value] }), ...mirror },
];

describe("a setting that another resource gives", () => {
  testsOf("Jenkins", ofJenkins, {
    make: (args) => new Jenkins("ci", { endpoint, ...args }),
    settings: (args) => jenkinsSettings("ci", { endpoint, ...args }),
  });

  testsOf("AwsDockerHost", ofAws, {
    make: (args) => new AwsDockerHost("ci", { allowedCidrs, ...args }),
    settings: (args) => awsSettings("ci", { allowedCidrs, ...args }),
  });

  it("AwsDockerHost: networks, of which only the number has to be known", async () => {
    const rules = (all: Registered[]) =>
      all.filter(({ type }) => type.endsWith("IngressRule")).map(({ name, inputs }) => ({ name, ...inputs }));
    const known = rules(
      await preview(() => {
        new AwsDockerHost("ci", { allowedCidrs: [pulumi.output("203.0.113.0/24"), pulumi.output("2001:db8::/32")] });
      }),
    );
    expect(known.map(({ name }) => name).sort()).to.deep.equal([
      "ci-2376-network-1",
      "ci-2376-network-2",
      "ci-443-network-1",
      "ci-443-network-2",
    ]);
    const byName = Object.fromEntries(known.map((rule) => [rule.name, rule as Record<string, unknown>]));
    expect(byName["ci-2376-network-1"]).to.include({ cidrIpv4: "203.0.113.0/24" });
    expect(byName["ci-2376-network-2"]).to.include({ cidrIpv6: "2001:db8::/32" });
    expect(byName["ci-2376-network-2"]?.cidrIpv4).to.equal(undefined);

    const wrong = (cidr: string) =>
      refusal(awsSettings("ci", { allowedCidrs: [...allowedCidrs, pulumi.output(cidr)] }), "allowedCidrs[1]");
    expect(await wrong("203.0.113.7")).to.match(/allowedCidrs\[1\] {2}"203\.0\.113\.7" is not a CIDR/);
    expect(await wrong("0.0.0.0/0")).to.match(/allowedCidrs\[1\] {2}"0\.0\.0\.0\/0" lets everybody try .* \[JD205\]/);
  });

  it("AwsDockerHost: values of tags", async () => {
    const tagsOf = (all: Registered[]) => all.find(({ type }) => type.endsWith("ec2/instance:Instance"))?.inputs.tags;
    const all = await preview(() => {
      new AwsDockerHost("ci", { allowedCidrs, tags: { team: pulumi.output("platform") } });
    });
    expect(tagsOf(all)).to.deep.include({ team: "platform", Name: "ci-dev" });
  });
});

/**
 * A test for each setting: an output of the right value registers the same as the plain value, an unknown output is taken, and an output of
 * the wrong value is refused with the words for the plain value.
 */
function testsOf<A>(
  component: string,
  table: Setting<A>[],
  { make, settings }: { make: (args: A) => pulumi.ComponentResource; settings: (args: A) => object },
): void {
  for (const { path, args, right, wrong, says } of table) {
    const registers = (value: () => pulumi.Input<string>) =>
      preview(() => {
        make(args(value()));
      });
    it(`${component}: ${path}`, async () => {
      const plain = await registers(() => right);
      expect(plain.length).to.be.greaterThan(5);
      expect(sorted(await registers(() => pulumi.output(right)))).to.deep.equal(sorted(plain));

      const unknown = await registers(() => new Later("a:b:Later", "later", { value: undefined }).value);
      const names = (all: Registered[]) => sorted(all.filter(({ name }) => name !== "later")).map(({ name }) => name);
      expect(names(unknown)).to.deep.equal(names(plain));

      expect(() => settings(args(wrong)), "plain, and wrong").to.throw(says);
      const later = await refusal(settings(args(pulumi.output(wrong))), path);
      expect(later).to.match(says);
      expect(() => settings(args(wrong))).to.throw(later);
    });
  }
}

function sorted(all: Registered[]): Registered[] {
  const key = ({ type, name }: Registered) => `${type} ${name}`;
  return [...all].sort((one, other) => key(one).localeCompare(key(other)));
}

/** How the output at a path of some settings fails. */
async function refusal(settings: object, path: string): Promise<string> {
  const block = settings as { block?: object; mode?: { name: string } };
  const root = block.block && block.mode ? { ...settings, [block.mode.name]: block.block } : settings;
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const output = steps.reduce<unknown>((so, step) => (so as Record<string, unknown>)[step], root);
  expect(pulumi.Output.isInstance(output), `an output at ${path}`).to.equal(true);
  // What the SDK itself awaits; left out of its types.
  const { promise } = output as { promise: () => Promise<unknown> };
  return promise().then(
    () => expect.fail(`${path} was taken`),
    (error: unknown) => (error as Error).message,
  );
}

describe("a component's name", () => {
  it("is not longer than names of its resources allow", () => {
    const allowedCidrs = ["203.0.113.0/24"];
    expect(() => awsSettings("x".repeat(56), { allowedCidrs })).not.to.throw();
    expect(() => awsSettings("x".repeat(57), { allowedCidrs })).to.throw(/"x{57}" has 57 characters.* at most 56: /);
    const data = { snapshotDays: 7 };
    expect(() => awsSettings("x".repeat(46), { allowedCidrs, data })).not.to.throw();
    expect(() => awsSettings("x".repeat(47), { allowedCidrs, data })).to.throw(/ at most 46: /);
    expect(() => jenkinsSettings("x".repeat(100), { endpoint })).not.to.throw();
    expect(() => jenkinsSettings("x".repeat(101), { endpoint })).to.throw(/"x{101}" has 101 .*at most 100: .*JD104/s);
  });
});
