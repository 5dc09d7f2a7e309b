/** host: aws, from nothing to Jenkins on a VM, and all that happens to a VM. One stack serves all tests, in their order. */
import { expect } from "chai";
import * as net from "node:net";
import type { DockerEndpoint } from "../../components/endpoint";
import { connect } from "../../components/engine/connect";
import { prove } from "../../cli/smoke/proofs";
import { Agents } from "../engine/support/agents";
import { hasImage } from "../engine/support/docker";
import { until } from "../engine/support/jenkins-client";
import { expectRefusals } from "../engine/support/refusals";
import { innerRegistry } from "../engine/support/registry";
import { type Change, type Config, TestStack } from "../engine/support/stack";
import { deleteVolume, everything } from "./support/account";
import { Machine } from "./support/machine";

const mirrors = innerRegistry().registryMirrors ?? [];
/** Everybody who plays a part here: this machine, and the testbed's addresses. */
const allowedCidrs = ["127.0.0.0/8", "198.18.0.0/15"];

const buildAndRun = `
id -un
mkdir -p context && cd context
printf 'FROM alpine:3\\nRUN echo made-in-a-build >/made\\n' >Dockerfile
docker build -t from-a-build .
docker run --rm from-a-build cat /made
`;

describe("host: aws", () => {
  let stack: TestStack;
  let first: Change[];
  let said: string;

  const config = (more: Config = {}, aws: Config = {}): Config => ({
    host: "aws",
    access: "dood",
    aws: { allowedCidrs, instanceType: "t3.small", registryMirrors: mirrors, data: { sizeGiB: 12 }, ...aws },
    jenkins: { memoryMiB: 1024 },
    ...more,
  });
  const machine = async () => new Machine((await stack.resource("aws:ec2/instance:Instance", "aws")).id);
  const endpoint = async () =>
    (await stack.resource("AwsDockerHost", "aws")).outputs.endpoint as DockerEndpoint & { address: string };
  /** How a VM's Jenkins is, once it answers again. */
  const answering = () =>
    until("Jenkins", 900, async () => {
      const status = await (await stack.jenkins()).status("api/json").catch(() => 0);
      return status === 200 ? true : undefined;
    });

  before(async () => {
    stack = await TestStack.create("aws");
    first = (await stack.preview(config())).changes;
    said = await stack.up(config());
  });
  after(() => stack.cleanUp());

  it("previews a first deployment, of which nothing is known yet", () => {
    expect(first.filter(({ op }) => op !== "create")).to.deep.equal([]);
    const types = first.map(({ type }) => type);
    expect(types).to.include.members(["aws:ec2/instance:Instance", "docker:index/container:Container"]);
  });

  it("goes from nothing to a healthy Jenkins by HTTPS at the VM's own address, and says meanwhile what it waits for", async () => {
    const { address } = await endpoint();
    expect(said).to.contain(`waiting for the engine at tcp://${address}:2376`);
    expect(await stack.output("url")).to.equal(`https://${address}`);
    const jenkins = await stack.jenkins();
    expect(await jenkins.status("api/json")).to.equal(200);
    await fetch(jenkins.url).then(
      () => expect.fail("a CA that nobody has heard of was trusted"),
      (error: unknown) => expect((error as { cause: Error }).cause.message).to.match(/certificate/),
    );
  });

  it("opens the engine and HTTPS, and nothing else", async () => {
    const { address } = await endpoint();
    const opens = async (port: number) => {
      const socket = net.connect({ host: address, port });
      const open = await new Promise<boolean>((resolve) => {
        socket.once("connect", () => {
          resolve(true);
        });
        socket.once("error", () => {
          resolve(false);
        });
      });
      socket.destroy();
      return open;
    };
    const open = await Promise.all(
      [22, 80, 443, 2375, 2376, 8080, 50000].map(async (port) => [port, await opens(port)]),
    );
    expect(open.filter(([, is]) => is).map(([port]) => port)).to.deep.equal([443, 2376]);
  });

  it("builds and runs images as jenkins, on the VM's engine", async () => {
    const log = await (await stack.jenkins()).runs("image", buildAndRun);
    expect(log).to.match(/^jenkins$/m);
    expect(log).to.match(/^made-in-a-build$/m);
    expect(await hasImage(await connect(await endpoint()), "from-a-build")).to.equal(true);
  });

  it("has agents, as the casc describes them, that build, run and mount their workspace, and are gone with their volumes", async () => {
    const agents = await Agents.of(stack, await connect(await endpoint()));
    const { image: base } = agents.first().template.dockerTemplateBase;
    const volumes = await agents.with(async (agent) => {
      expect(await prove(agent, { base, registries: [] })).to.have.length(4);
      expect((await agent.run("docker pull --quiet busybox:latest")).status).to.equal(0);
      return agents.volumesOf(agent);
    });
    const left = (await agents.docker(["volume", "ls", "-q"])).split("\n");
    expect(volumes.filter((volume) => left.includes(volume))).to.deep.equal([]);
  });

  it("has nothing to change in a second up and in a refresh", async () => {
    await stack.changesNothing();
  });

  it("refuses a client without certificate, with one of another CA or an expired one, and plain TCP", async () => {
    const { outputs } = await stack.resource("tls:index/privateKey:PrivateKey", "aws-ca");
    await expectRefusals(await endpoint(), outputs.privateKeyPem as string);
  });

  it("keeps the engine's key out of the user-data and the state, and for this VM alone", async () => {
    const vm = await machine();
    const { outputs } = await stack.resource("aws:ec2/instance:Instance", "aws");
    const { outputs: key } = await stack.resource("tls:index/privateKey:PrivateKey", "aws-engine");
    expect(outputs.userData).not.to.contain("PRIVATE KEY");
    expect(stack.state()).not.to.contain("PRIVATE KEY");
    expect(said).not.to.contain("PRIVATE KEY");
    expect(await vm.run("sudo cat /etc/docker/tls/key.pem")).to.equal(key.privateKeyPem);
    expect(await vm.run("sudo stat -c %a /etc/docker/tls/key.pem")).to.equal("400\n");
    expect(await vm.run("sudo /usr/local/lib/jenkins-docker-host/fetch-keys && echo read")).to.equal("read\n");
    const other =
      "import boto3; boto3.client('ssm', region_name='eu-central-1').get_parameter(Name='/another', WithDecryption=True)";
    expect(await vm.run(`sudo python3 -c "${other}" || true`)).to.match(/AccessDenied/);
  });

  it("gives a container no credentials from the metadata service", async () => {
    const vm = await machine();
    const ask =
      "curl -sS -m 10 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token";
    expect(await vm.run(`${ask} | wc -c`), "the VM itself").to.match(/^[1-9]\d+$/m);
    expect(await vm.run(`sudo docker exec ${stack.named()} ${ask} || echo refused`)).to.match(/^curl: [^]*refused\n$/);
  });

  it("is the same after its set-up ran twice, and after a reboot", async () => {
    const vm = await machine();
    const before = await vm.run("cat /etc/fstab; getent group docker; sudo docker ps -aq --no-trunc | sort");
    await vm.run("sudo cloud-init clean --logs");
    await vm.reboot();
    expect(await vm.cloudInit(), await vm.console()).to.equal(0);
    expect(await vm.console()).to.match(/jenkins-docker-host: ready: Docker [\d.]+/);
    expect(await vm.run("cat /etc/fstab; getent group docker; sudo docker ps -aq --no-trunc | sort")).to.equal(before);
    await answering();
  });

  it("comes back by itself after a power cut in the middle of a build", async () => {
    const jenkins = await stack.jenkins();
    await jenkins.createJob("long", "docker run --rm alpine:3 sleep 600");
    await jenkins.start("long");
    const vm = await machine();
    await until("the build's container", 120, async () =>
      (await vm.run("sudo docker ps --format '{{.Command}}'")).includes("sleep 600") ? true : undefined,
    );
    await vm.powerCut();
    await answering();
    expect(await (await stack.jenkins()).history("image")).to.deep.equal(["SUCCESS"]);
    expect(await vm.run("sudo dumpe2fs -h /dev/disk/by-label/docker-data 2>/dev/null")).to.match(
      /^Filesystem state: +clean$/m,
    );
    expect(await vm.run("sudo dmesg | grep -ci 'ext4-fs error' || true")).to.equal("0\n");
    expect(await (await stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
    await stack.changesNothing();
  });

  it("says in a preview that another bootstrap replaces the VM, its attachments, and nothing else", async () => {
    const { changes, text } = await stack.preview(replaced());
    expect(text).to.contain("VM aws is replaced: its engine is away for some minutes, running builds end");
    expect(changes).to.have.deep.members([
      { op: "update", type: "pulumi-jenkins-docker:index:AwsDockerHost", name: "aws" },
      { op: "update", type: "aws:ebs/volume:Volume", name: "aws-data" },
      { op: "replace", type: "aws:ec2/instance:Instance", name: "aws" },
      { op: "replace", type: "aws:ec2/volumeAttachment:VolumeAttachment", name: "aws-data" },
      { op: "replace", type: "aws:ec2/eipAssociation:EipAssociation", name: "aws" },
    ]);
  });

  it("replaces the VM: detached, deleted, created, attached; with the same address, jobs, history and images", async () => {
    const before = { vm: await machine(), endpoint: await endpoint(), jenkins: await stack.jenkins() };
    const history = await before.jenkins.history("image");
    const steps = await stack.upSteps(replaced());
    const order = [
      "delete-replaced VolumeAttachment aws-data",
      "delete-replaced Instance aws",
      "create-replacement Instance aws",
      "create-replacement VolumeAttachment aws-data",
    ];
    expect(steps.filter((step) => order.includes(step))).to.deep.equal(order);
    expect(steps.filter((step) => / (Container|Volume|Network|RemoteImage) jenkins/.test(step))).to.deep.equal([]);
    const vm = await machine();
    expect(vm.id).not.to.equal(before.vm.id);
    expect(await endpoint()).to.deep.equal(before.endpoint);
    await answering();
    const jenkins = await stack.jenkins();
    expect(jenkins.url).to.equal(before.jenkins.url);
    expect(await jenkins.history("image")).to.deep.equal(history);
    expect(await hasImage(await connect(await endpoint()), "from-a-build")).to.equal(true);
    const log = await vm.run("sudo cat /var/log/jenkins-docker-host.log");
    expect(log, "the old VM had left its disk clean").to.match(/docker-data: clean,/);
    expect(log).not.to.match(/recovering journal|mkfs|Creating filesystem/i);
    await stack.changesNothing();
  });

  it("has grown with its disk", async () => {
    const size = await (await machine()).run("df --output=size -BG /var/lib/docker | tail -n 1");
    expect(Number.parseInt(size)).to.be.greaterThan(12);
  });

  it("runs builds by dind there, too, with the same home, and has nothing to change afterwards", async () => {
    await stack.up({ ...replaced(), ...dind() });
    const jenkins = await stack.jenkins();
    expect(await jenkins.build("image")).to.include({ result: "SUCCESS" });
    expect((await jenkins.history("image")).length).to.be.greaterThan(2);
    await stack.changesNothing();
  });

  it("stops and starts for another instance type, in a preview, and is not replaced", async () => {
    const { changes, text } = await stack.preview({
      ...replaced({ instanceType: "t3.medium" }),
      access: "dind",
      dind: innerRegistry(),
    });
    expect(text).to.contain("VM aws is stopped and started again as t3.medium");
    expect(changes).to.have.deep.members([
      { op: "update", type: "pulumi-jenkins-docker:index:AwsDockerHost", name: "aws" },
      { op: "update", type: "aws:ec2/instance:Instance", name: "aws" },
    ]);
  });

  it("replaces images and containers with the VM for another architecture, in a preview, and no volume", async () => {
    const { changes } = await stack.preview({ ...replaced({ instanceType: "t4g.small" }), ...dind() });
    const replacedThings = changes
      .filter(({ op }) => op === "replace")
      .map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`);
    expect(replacedThings).to.include.members([
      "Instance aws",
      "RemoteImage jenkins",
      "RemoteImage jenkins-https",
      "RemoteImage jenkins-dind",
    ]);
    expect(changes.filter(({ type, op }) => type.endsWith("Volume") && op !== "update")).to.deep.equal([]);
  });

  it("is gone after destroy, but for the disk that was protected, which a later up takes up with the home on it", async () => {
    await stack.up({ ...replaced({ data: { sizeGiB: 14, protect: true } }), ...dind() });
    const jenkins = await stack.jenkins();
    const history = await jenkins.history("image");
    const disk = await stack.resource("aws:ebs/volume:Volume", "aws-data");
    const { subnetId } = (await stack.resource("aws:ec2/instance:Instance", "aws")).outputs;
    await stack.destroy();
    expect(await everything()).to.deep.equal([disk.id]);

    await stack.up(config({}, { subnetId, data: { volumeId: disk.id } }));
    expect(await (await stack.jenkins()).history("image")).to.deep.equal(history);
    await stack.destroy();
    expect(await everything()).to.deep.equal([disk.id]);
    await deleteVolume(disk.id);
  });

  const dind = (): Config => ({ access: "dind", dind: innerRegistry() });

  /** The same with another bootstrap, and a bigger disk. */
  function replaced(aws: Config = {}): Config {
    const registryMirrors = [...mirrors, "https://mirror.example.org"];
    return config({}, { registryMirrors, data: { sizeGiB: 14 }, ...aws });
  }
});
