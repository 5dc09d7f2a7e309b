/**
 * host: aws, and all that happens to a VM: it is set up from nothing, restarts, loses its power, is replaced, changes, and goes
 * while its disk stays. One VM serves all of it: where this file runs, from-nothing.test.ts need not.
 */
import { expect } from "chai";
import { connect } from "../../components/endpoint/connect";
import { hasImage } from "../engine/support/docker";
import { until } from "../engine/support/jenkins-client";
import { innerRegistry } from "../engine/support/registry";
import type { Config } from "../engine/support/stack";
import { deleteVolume } from "./support/account";
import { awsConfig, mirrors } from "./support/aws-stack";
import { testsFromNothing } from "./support/from-nothing";

describe("host: aws, a VM that is restarted and replaced", () => {
  const aws = testsFromNothing("replaced");
  const dind: Config = { access: "dind", dind: innerRegistry() };
  /** The same with another bootstrap, and a bigger disk. */
  const another = (block: Config = {}, more: Config = {}): Config => {
    const registryMirrors = [...mirrors, "https://mirror.example.org"];
    return awsConfig(more, { registryMirrors, data: { sizeGiB: 14 }, ...block });
  };

  before(() => aws().remember());
  after(() => aws().stack.cleanUp());

  it("is the same after its set-up ran twice, and after a reboot", async () => {
    const vm = await aws().machine();
    const before = await vm.run("cat /etc/fstab; getent group docker; sudo docker ps -aq --no-trunc | sort");
    await vm.run("sudo cloud-init clean --logs");
    await vm.reboot();
    expect(await vm.cloudInit(), await vm.console()).to.equal(0);
    expect(await vm.console()).to.match(/jenkins-docker-host: ready: Docker [\d.]+/);
    expect(await vm.run("cat /etc/fstab; getent group docker; sudo docker ps -aq --no-trunc | sort")).to.equal(before);
    await aws().answering();
  });

  it("refuses a data disk on which its engine would find nothing", async () => {
    const vm = await aws().machine();
    const store = "/var/lib/docker-data/store";
    expect(await vm.run(`cat ${store}`), "Debian's engine").to.equal("graph\n");
    await vm.run(`echo containerd | sudo tee ${store}`);
    const said = await vm.run("sudo /usr/local/lib/jenkins-docker-host/set-up engine_fits || echo status $?");
    await vm.run(`echo graph | sudo tee ${store}`);
    expect(said).to.match(/^the data disk was used by an engine that keeps images in containerd: Docker 26 would/);
    expect(said).to.match(/status 1\n$/);
    expect(await vm.run("sudo /usr/local/lib/jenkins-docker-host/set-up engine_fits && echo fits")).to.equal("fits\n");
  });

  it("comes back by itself after a power cut in the middle of a build", async () => {
    await aws().answering();
    const jenkins = await aws().stack.jenkins();
    await jenkins.createJob("long", "docker run --rm alpine:3 sleep 600");
    await jenkins.start("long");
    const vm = await aws().machine();
    await until("the build's container", 120, async () =>
      (await vm.run("sudo docker ps --format '{{.Command}}'")).includes("sleep 600") ? true : undefined,
    );
    await vm.powerCut();
    await aws().answering();
    expect((await (await aws().stack.jenkins()).history("image")).at(-1)).to.equal("SUCCESS");
    expect(await vm.run("sudo dumpe2fs -h /dev/disk/by-label/docker-data 2>/dev/null")).to.match(
      /^Filesystem state: +clean$/m,
    );
    expect(await vm.run("sudo dmesg | grep -ci 'ext4-fs error' || true")).to.equal("0\n");
    expect(await (await aws().stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
    await aws().stack.changesNothing();
  });

  it("says in a preview that another bootstrap replaces the VM, its attachments, and nothing else", async () => {
    await aws().stack.at(awsConfig());
    const { changes, text } = await aws().stack.preview(another());
    expect(text).to.contain("VM aws is replaced: its engine is away for some minutes, running builds end");
    expect(changes).to.have.deep.members([
      { op: "update", type: "pulumi-jenkins-docker:index:AwsDockerHost", name: "aws" },
      { op: "update", type: "aws:ebs/volume:Volume", name: "aws-data" },
      { op: "replace", type: "aws:ec2/instance:Instance", name: "aws" },
      { op: "replace", type: "aws:ec2/volumeAttachment:VolumeAttachment", name: "aws-data" },
      { op: "replace", type: "aws:ec2/eipAssociation:EipAssociation", name: "aws" },
    ]);
  });

  it("replaces the VM: detached, deleted, created, attached; with the same address, jobs, history and images, on a bigger disk", async () => {
    await aws().stack.at(awsConfig());
    const before = {
      vm: await aws().machine(),
      endpoint: await aws().endpoint(),
      jenkins: await aws().stack.jenkins(),
    };
    const history = await before.jenkins.history("image");
    const steps = await aws().stack.upSteps(another());
    const order = [
      "delete-replaced VolumeAttachment aws-data",
      "delete-replaced Instance aws",
      "create-replacement Instance aws",
      "create-replacement VolumeAttachment aws-data",
    ];
    expect(steps.filter((step) => order.includes(step))).to.deep.equal(order);
    expect(steps.filter((step) => / (Container|Volume|Network|RemoteImage) jenkins/.test(step))).to.deep.equal([]);
    const vm = await aws().machine();
    expect(vm.id).not.to.equal(before.vm.id);
    expect(await aws().endpoint()).to.deep.equal(before.endpoint);
    await aws().answering();
    const jenkins = await aws().stack.jenkins();
    expect(jenkins.url).to.equal(before.jenkins.url);
    expect(await jenkins.history("image")).to.deep.equal(history);
    expect(await hasImage(await connect(await aws().endpoint()), "from-a-build")).to.equal(true);
    const log = await vm.run("sudo cat /var/log/jenkins-docker-host.log");
    expect(log, "the old VM had left its disk clean").to.match(/docker-data: clean,/);
    expect(log).not.to.match(/recovering journal|mkfs|Creating filesystem/i);
    const size = await vm.run("df --output=size -BG /var/lib/docker | tail -n 1");
    expect(Number.parseInt(size), "GiB of the file system, which was 12").to.be.greaterThan(12);
    await aws().stack.changesNothing();
  });

  it("runs builds by dind there, too, with the same home, and has nothing to change afterwards", async () => {
    await aws().stack.at(another({}, dind));
    const jenkins = await aws().stack.jenkins();
    expect(await jenkins.build("image")).to.include({ result: "SUCCESS" });
    expect((await jenkins.history("image")).length).to.be.greaterThan(1);
    await aws().stack.changesNothing();
  });

  it("stops and starts for another instance type, in a preview, and is not replaced", async () => {
    await aws().stack.at(another({}, dind));
    const { changes, text } = await aws().stack.preview(another({ instanceType: "t3.medium" }, dind));
    expect(text).to.contain("VM aws is stopped and started again as t3.medium");
    expect(changes).to.have.deep.members([
      { op: "update", type: "pulumi-jenkins-docker:index:AwsDockerHost", name: "aws" },
      { op: "update", type: "aws:ec2/instance:Instance", name: "aws" },
      // The sidecar's limit is a part of the machine's memory. Another limit replaces the container.
      { op: "replace", type: "docker:index/container:Container", name: "jenkins-dind" },
    ]);
  });

  it("replaces images and containers with the VM for another architecture, in a preview, and no volume", async () => {
    await aws().stack.at(another({}, dind));
    const { changes } = await aws().stack.preview(another({ instanceType: "t4g.small" }, dind));
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
    await aws().stack.at(another({ data: { sizeGiB: 14, retain: true } }, dind));
    const jenkins = await aws().stack.jenkins();
    const history = await jenkins.history("image");
    const disk = await aws().stack.resource("aws:ebs/volume:Volume", "aws-data");
    const { subnetId } = (await aws().stack.resource("aws:ec2/instance:Instance", "aws")).outputs;
    expect(await aws().destroyed()).to.deep.equal([disk.id]);

    await aws().stack.up(awsConfig({}, { subnetId, data: { volumeId: disk.id } }));
    const found = await (await aws().stack.jenkins()).history("image").catch(async (error: unknown) => {
      // The password of the stack's output was not the password of Jenkins here. The secrets of the controller and their times tell why.
      const look = "ls -l --time-style=full-iso /run/secrets; ps -o lstart= 1; date";
      return `${String(error)}\n${await (await aws().machine()).run(`sudo docker exec ${aws().stack.named()} sh -c '${look}'`)}`;
    });
    expect(found).to.deep.equal(history);
    expect(await aws().destroyed()).to.deep.equal([disk.id]);
    await deleteVolume(disk.id);
  });
});
