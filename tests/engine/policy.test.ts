/** The policy pack under the real command line: what its rules say in previews. Nothing here connects to an engine. */
import * as aws from "@pulumi/aws";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { rules } from "../../policy/rules";
import { jenkins as jenkinsType } from "../../policy/types";
import { type Checked, repository, TestStack } from "./support/stack";

const pack = path.join(repository, "policy");
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** Providers that no preview here lets connect. */
interface On {
  engine: pulumi.CustomResourceOptions;
  cloud: pulumi.CustomResourceOptions;
}

/** A stack's part about one rule: resources that keep it, and one, called after it, that does not and keeps all others. */
interface Part {
  keeps(name: string, on: On): void;
  breaks(name: string, on: On): void;
  /** What is said, in the strict environment where that is another text. */
  says: string;
  saysInProd?: string;
}

/** A container that keeps every rule. */
const fine: docker.ContainerArgs = { image: `nginx:1.29@${digest}`, memory: 64 };
const container =
  (args: Partial<docker.ContainerArgs>): Part["keeps"] =>
  (name, { engine }) =>
    new docker.Container(name, { ...fine, ...args }, engine);

/** An instance that keeps every rule. */
const machine: aws.ec2.InstanceArgs = {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
  rootBlockDevice: { encrypted: true },
};

/** A Jenkins as rules see it, by its arguments, that keeps every rule: without what it is made of, which is other parts' matter. */
const jenkins =
  (args: object): Part["keeps"] =>
  (name) =>
    new pulumi.ComponentResource(jenkinsType, name, { retainHome: true, ...args });

const parts: Record<string, Part> = {
  "agents-as-users": {
    keeps: jenkins({ agents: { templates: [{ name: "docker", user: "ci", mounts: ["type=volume,src=m2,dst=/m2"] }] } }),
    breaks: jenkins({ agents: { templates: [{ name: "docker", user: "root" }] } }),
    says: "has agents docker that run as root. Set user to one of the image's users",
  },
  "jenkins-with-login": {
    keeps: jenkins({ casc: { jenkins: { authorizationStrategy: { globalMatrix: {} } } } }),
    breaks: jenkins({ casc: { jenkins: { authorizationStrategy: "unsecured" } } }),
    says: "has a casc with authorizationStrategy: unsecured. Leave it out, which gives loggedInUsersCanDoAnything",
  },
  "engine-port-closed": {
    keeps: container({ ports: [{ internal: 2376, external: 12376, ip: "127.0.0.1" }] }),
    breaks: container({ ports: [{ internal: 2376, external: 12377 }] }),
    says: "publishes the engine's port 2376 on 0.0.0.0. Publish it on 127.0.0.1, or not at all, and let containers reach it on a network they share",
  },
  "engine-by-tls": {
    keeps: container({ envs: ["DOCKER_HOST=tcp://docker:2376", "DOCKER_TLS_VERIFY=1"] }),
    breaks: (name) => new docker.Provider(name, { host: "tcp://192.0.2.1:2375" }),
    says: "goes to tcp://192.0.2.1:2375 without a client's certificate. Give it caMaterial, certMaterial and keyMaterial, or use ssh://",
  },
  "containers-unprivileged": {
    keeps: container({ capabilities: { drops: ["CAP_NET_RAW"] } }),
    breaks: container({ privileged: true }),
    says: "has privileged: true. Give it the one capability or device it needs; builds have an engine of their own with access: dind",
  },
  "docker-socket-only-dood": {
    keeps: container({ mounts: [{ type: "volume", source: "run", target: "/run" }] }),
    breaks: container({ mounts: [{ type: "bind", source: "/var/run/docker.sock", target: "/var/run/docker.sock" }] }),
    says: "mounts /var/run/docker.sock. Take it out: builds reach Docker by access: dind or remote, or in a Jenkins with access: dood",
  },
  "ports-on-named-addresses": {
    keeps: container({ ports: [{ internal: 443, external: 12443 }] }),
    breaks: container({ ports: [{ internal: 8080, external: 12080 }] }),
    says: 'publishes its port 8080 on 0.0.0.0. Set ip: "127.0.0.1" (jenkins.bindAddress), or allow ports: [8080]',
  },
  "containers-limited": {
    keeps: container({ logDriver: "json-file", logOpts: { "max-size": "10m" } }),
    breaks: (name, { engine }) => new docker.Container(name, { image: fine.image }, engine),
    says: "has no memory limit. Set memory, in MiB, e.g. 512",
  },
  "firewall-names-networks": {
    keeps: (name, { cloud }) => {
      const { id } = new aws.ec2.SecurityGroup(name, {}, cloud); // not known yet, where it is used
      const rule = { securityGroupId: id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "203.0.113.0/24" };
      new aws.vpc.SecurityGroupIngressRule(name, rule, cloud);
    },
    breaks: (name, { cloud }) => {
      const { id } = new aws.ec2.SecurityGroup(`${name}-group`, {}, cloud);
      const rule = { securityGroupId: id, ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" };
      new aws.vpc.SecurityGroupIngressRule(name, rule, cloud);
    },
    says: "opens tcp 22 to 0.0.0.0/0. Name the networks of its users, e.g. 203.0.113.0/24, or allow ports: [22]",
  },
  imdsv2: {
    keeps: (name, { cloud }) => new aws.ec2.Instance(name, machine, cloud),
    breaks: (name, { cloud }) => new aws.ec2.Instance(name, { ...machine, metadataOptions: {} }, cloud),
    says: 'has metadataOptions.httpTokens: unset, which lets IMDSv1 in. Set metadataOptions.httpTokens: "required"',
  },
  "disks-encrypted": {
    keeps: (name, { cloud }) => new aws.ebs.Volume(name, { ...disk, encrypted: true }, { ...cloud, protect: true }),
    breaks: (name, { cloud }) => new aws.ebs.Volume(name, disk, { ...cloud, protect: true }),
    says: "has encrypted: unset. Set it to true; a disk that is there has to be copied",
  },
  "data-protected": {
    keeps: (name, { engine }) => new docker.Volume(name, {}, { ...engine, protect: true }),
    breaks: (name, { engine }) => new docker.Volume(name, {}, engine),
    says: "is lost in a `destroy`. Give it the resource option protect: true; a cache is an exception: allowed",
  },
  "images-pinned": {
    keeps: (name, { engine }) => {
      const image = new docker.RemoteImage(name, { name: `debian:13@${digest}` }, engine);
      new docker.Container(name, { ...fine, image: image.imageId }, engine);
    },
    breaks: (name, { engine }) => new docker.RemoteImage(name, { name: "debian" }, engine),
    says: "is debian, without a tag. Pin it to a version, or by digest: debian@sha256:…",
    saysInProd: "is debian, without a tag. Pin it: debian@sha256:…",
  },
  "environment-without-secrets": {
    keeps: container({ envs: ["DB_PASSWORD_FILE=/run/secrets/db", "TZ=Etc/UTC"] }),
    breaks: container({ envs: ["DB_PASSWORD=hunter2hunter2"] }),
    says: "has a secret in DB_PASSWORD. Upload it as a file with mode 0400, and give the variable's _FILE form or its path",
  },
};

const disk: aws.ebs.VolumeArgs = { availabilityZone: "eu-central-1a", size: 8 };

/** A program with the parts of all rules. */
const program = (which: "keeps" | "breaks") => async () => {
  const nowhere = [{ ec2: "http://127.0.0.1:1" }];
  const keys = { region: "eu-central-1", accessKey: "test", secretKey: "test" };
  const skips = { skipCredentialsValidation: true, skipRequestingAccountId: true, skipMetadataApiCheck: true };
  const on = {
    engine: { provider: new docker.Provider("engine", { host: "unix:///run/there-is-none.sock" }) },
    cloud: { provider: new aws.Provider("cloud", { ...keys, ...skips, endpoints: nowhere }) },
  };
  for (const [rule, part] of Object.entries(parts)) part[which](rule, on);
  return Promise.resolve();
};

describe("the policy pack", () => {
  const stacks: TestStack[] = [];
  const stackOf = async (name: string, program?: PulumiFn) => {
    const stack = await TestStack.create(name, { program });
    stacks.push(stack);
    return stack;
  };
  after(async () => {
    for (const stack of stacks) await stack.cleanUp();
  });

  it("has a part in these stacks for every rule", () => {
    expect(Object.keys(parts).sort()).to.deep.equal(rules.map(({ name }) => name).sort());
  });

  for (const [environment, stackName] of [
    ["other", "policy"],
    ["prod", "prod-policy"],
  ] as const) {
    describe(`in stack ${stackName}`, () => {
      let broken: Checked;
      let breaking: TestStack;

      before(async () => {
        breaking = await stackOf(stackName, program("breaks"));
        broken = await breaking.checked(pack);
      });

      it("says nothing of a stack that keeps all rules", async () => {
        const stack = await stackOf(stackName, program("keeps"));
        expect(await stack.checked(pack)).to.deep.equal({ said: [], failure: undefined });
      });

      for (const { name, level } of rules) {
        const part = parts[name];
        it(`${level[environment]}: ${name}`, () => {
          const says = (environment === "prod" ? part?.saysInProd : undefined) ?? part?.says ?? "";
          const of = broken.said.filter((line) => line.includes(`: ${name}: `));
          expect(of).to.deep.equal(
            level[environment] === "disabled" ? [] : [`${level[environment]} ${name}: ${name}: ${says}`],
          );
        });
      }

      it("says nothing else, and lets the preview fail", () => {
        expect(broken.said).to.have.length(rules.filter(({ level }) => level[environment] !== "disabled").length);
        expect(broken.failure).to.match(/preview failed/);
      });

      it("lets it pass where a policy config makes all of it advisory, or has exceptions", async () => {
        const advisory = await breaking.checked(pack, { all: "advisory" });
        expect(advisory.failure).to.equal(undefined);
        expect(advisory.said)
          .to.have.length(rules.length)
          .and.satisfy((all: string[]) => all.every((line) => line.startsWith("advisory ")));
        const exceptions = Object.fromEntries(rules.map(({ name }) => [name, { allowed: [`${name.slice(0, 5)}*`] }]));
        expect(await breaking.checked(pack, exceptions)).to.deep.equal({ said: [], failure: undefined });
      });
    });
  }

  it("looks again in an up at what a preview does not know, before it is made", async () => {
    const stack = await stackOf("prod-policy", async () => {
      const { result } = new random.RandomPassword("password", { length: 12 });
      const on = { provider: new docker.Provider("engine", { host: "unix:///run/there-is-none.sock" }) };
      new docker.Container("app", { ...fine, envs: [pulumi.interpolate`DB_PASSWORD=${result}`] }, on);
      return Promise.resolve();
    });
    expect(await stack.checked(pack)).to.deep.equal({ said: [], failure: undefined });
    const { said, failure } = await stack.checked(pack, {}, "up");
    const says = parts["environment-without-secrets"]?.says ?? "";
    expect(said).to.deep.equal([`mandatory environment-without-secrets: app: ${says}`]);
    expect(failure).to.contain("exit code 1");
    expect(await stack.resourceTypes())
      .to.include("random:index/randomPassword:RandomPassword")
      .and.not.include("docker:index/container:Container");
  });

  it("is the same in the npm package, where there is no TypeScript", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "installed-"));
    try {
      const installed = path.join(folder, "node_modules/pulumi-jenkins-docker");
      const build = ["--import=tsx", "build.ts", path.join(installed, "dist")];
      execFileSync(process.execPath, build, { cwd: repository, stdio: "inherit" });
      // What the pack needs of the package's dependencies.
      for (const dependency of ["@pulumi", "yaml"])
        fs.symlinkSync(
          path.join(repository, "node_modules", dependency),
          path.join(folder, "node_modules", dependency),
        );
      const stack = await stackOf("policy", program("breaks"));
      const { said } = await stack.checked(path.join(installed, "dist/policy"));
      expect(said).to.deep.equal((await stack.checked(pack)).said).and.not.be.empty;
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  describe("with this repository's own program", () => {
    let stack: TestStack;
    before(async () => {
      stack = await stackOf("policy");
    });

    for (const access of ["dood", "dind", "remote"]) {
      it(`says nothing of access: ${access}`, async () => {
        stack.configure({ access });
        expect(await stack.checked(pack)).to.deep.equal({ said: [], failure: undefined });
      });
    }

    it("warns of a privileged controller", async () => {
      stack.configure({ access: "dind", dind: { placement: "embedded" } });
      const { said, failure } = await stack.checked(pack);
      const says = parts["containers-unprivileged"]?.says ?? "";
      expect(said).to.deep.equal([`advisory containers-unprivileged: jenkins: ${says}`]);
      expect(failure).to.equal(undefined);
    });

    it("asks prod for a kept home, digests, and a yes to the privileged engine", async () => {
      const prod = await stackOf("prod");
      prod.configure({ access: "dind" });
      const strict = await prod.checked(pack);
      expect(strict.failure).to.match(/preview failed/);
      expect(strict.said.map((line) => line.replace(/\..*/, ""))).to.deep.equal([
        "mandatory containers-unprivileged: jenkins-dind: has privileged: true",
        "mandatory data-protected: jenkins: loses its home in a `destroy`",
        "mandatory images-pinned: jenkins-dind: is docker:29-dind, without its digest",
        "mandatory images-pinned: jenkins: is built with CLI_IMAGE docker:29-cli, without its digest",
        "mandatory images-pinned: jenkins: is built with JENKINS_IMAGE jenkins/jenkins:2",
      ]);
      prod.configure({
        access: "dind",
        dind: { image: `docker:29-dind@${digest}` },
        jenkins: { image: `jenkins/jenkins:2.580.2-lts-jdk21@${digest}`, retainHome: true },
      });
      const exceptions = {
        "containers-unprivileged": { engines: true },
        "images-pinned": { images: ["docker:29-cli"] },
      };
      expect(await prod.checked(pack, exceptions)).to.deep.equal({ said: [], failure: undefined });
    });
  });
});
