/**
 * host: aws with an engine for builds that is rootless: dood builds on it, a malicious build tries the attack table, the VM restarts,
 * and the data disk later serves a VM without that engine.
 */
import { expect } from "chai";
import { connect } from "../../../components/endpoint/connect";
import { buildsEngineSocket } from "../../../components/host/bootstrap/host-settings";
import { type Field, fieldOf } from "../../engine/support/attacks/field";
import { columnOfVm } from "../../engine/support/attacks/table";
import { triesOf } from "../../engine/support/attacks/tries";
import { hasImage } from "../../engine/support/docker";
import { innerRegistry } from "../../engine/support/registry";
import type { Config } from "../../engine/support/stack";
import { deleteVolume } from "../support/account";
import { AwsStack, awsConfig, buildAndRun } from "../support/aws-stack";
import { groundOf } from "../support/ground";

describe("host: aws, an engine for builds", () => {
  let aws: AwsStack;
  let said: string;
  /** The log of a build that makes an image and runs it. */
  let log: string;
  let field: Field;
  /** A login for agents. No image is of that registry. */
  const registries: Config = { registries: [{ address: "registry.example.org", username: "ci", password: "word" }] };
  const config = (more: Config = {}, block: Config = {}): Config =>
    awsConfig({ ...registries, ...more }, { buildsEngine: "rootless", ...block });

  before(async () => {
    aws = await AwsStack.create("builds-engine");
    said = await aws.stack.up(config());
    log = await (await aws.stack.jenkins()).runs("image", buildAndRun);
    field = await fieldOf(aws.stack, groundOf(await aws.machine(), await connect(await aws.endpoint())));
  });
  after(() => aws.stack.cleanUp());

  it("runs builds by dood, says whose rights they have, and has nothing to change", async () => {
    expect(said).to.contain(`which grants the rights of the engine at ${buildsEngineSocket.socketPath}`);
    expect(log).to.match(/^made-in-a-build$/m);
    const ordinary = await connect(await aws.endpoint());
    expect(await hasImage(ordinary, "from-a-build"), "on the ordinary engine").to.equal(false);
    await aws.stack.changesNothing();
  });

  triesOf(columnOfVm, () => field);

  it("gives a build none of the VM's credentials, on no network", async () => {
    const ask =
      "curl -sS -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token";
    expect(await (await aws.machine()).run(`${ask} | wc -c`), "the VM itself").to.match(/^[1-9]\d+$/m);
    expect(await field.run(`${ask} 2>&1 || echo refused`), "an agent").to.match(/curl: [^]*refused$/);
    const { image } = field.agents.first().template.dockerTemplateBase;
    for (const network of ["bridge", "host"]) {
      const inside = `docker run --rm --network=${network} --entrypoint sh ${image} -c "${ask}" 2>&1 || echo refused`;
      expect(await field.run(inside), network).to.match(/curl: [^]*refused$/);
    }
  });

  it("enforces the limits of containers", async () => {
    const read = "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max";
    expect(await field.run(`docker run --rm --memory=64m --cpus=0.5 alpine:3 ${read}`)).to.equal(
      `${String(64 * 1024 ** 2)}\n50000 100000`,
    );
  });

  it("has both engines again after a reboot", async () => {
    await field.remove();
    await (await aws.machine()).reboot();
    await aws.answering();
    expect(await (await aws.stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
  });

  it("runs builds by dind on the same VM, too, with the same home", async () => {
    const { id } = await aws.machine();
    await aws.stack.up(config({ access: "dind", dind: innerRegistry() }));
    expect((await aws.machine()).id).to.equal(id);
    const jenkins = await aws.stack.jenkins();
    expect(await jenkins.build("image")).to.include({ result: "SUCCESS" });
    expect((await jenkins.history("image")).length).to.be.greaterThan(2);
  });

  it("leaves its disk to a VM without that engine, with the home on it", async () => {
    await aws.stack.up(config({}, { data: { sizeGiB: 12, retain: true } }));
    const history = await (await aws.stack.jenkins()).history("image");
    const disk = await aws.stack.resource("aws:ebs/volume:Volume", "aws-data");
    const { subnetId } = (await aws.stack.resource("aws:ec2/instance:Instance", "aws")).outputs;
    expect(await aws.destroyed()).to.deep.equal([disk.id]);

    await aws.stack.up(awsConfig({}, { subnetId, data: { volumeId: disk.id } }));
    expect(await (await aws.stack.jenkins()).history("image")).to.deep.equal(history);
    expect(await aws.destroyed()).to.deep.equal([disk.id]);
    await deleteVolume(disk.id);
  });
});
