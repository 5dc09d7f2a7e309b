/**
 * access: fleet, on VMs. Machines come and go as the controller says, and run builds. Another template counts for new machines. `destroy` ends all of them.
 * What the plugin does is done by the code of `smoke`: this Jenkins is a stand-in without plugins. The tests go on with the machines of those before
 * them, as each machine takes minutes: --grep leaves some of them without.
 */
import { expect } from "chai";
import type { FleetMachine } from "../../../cli/smoke/fleet";
import { succeeds } from "../../engine/support/command";
import { until } from "../../engine/support/jenkins-client";
import type { Config } from "../../engine/support/stack";
import { cause, deleteGroup, instancesOf, otherGroup } from "../support/account";
import { AwsStack, awsConfig, mirrors } from "../support/aws-stack";
import { Fleet } from "../support/fleet";
import { Machine } from "../support/machine";

/** @param executors with 0, no build runs on the controller's machine. The controller then has the role of that machine */
const config = (more: Config = {}, executors = 0): Config =>
  awsConfig({
    access: "fleet",
    jenkins: { memoryMiB: 1024, executors },
    fleets: [
      { name: "large", instanceTypes: ["t3.small"], maxSize: 2, registryMirrors: mirrors, rootSizeGiB: 12, ...more },
    ],
  });
const anotherTemplate = { registryMirrors: [...mirrors, "https://mirror.example.org"] };

/** Asks the API on a machine, as root there, with the role that it has. */
const asked = (call: string) =>
  `. /etc/environment; export AWS_ENDPOINT_URL; sudo -E python3 -c 'import boto3; print(boto3.client("autoscaling", region_name="eu-central-1").${call})'`;

/** Asks the metadata service on a machine. */
const metadata = (path: string) =>
  'token=$(curl -sS -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token); ' +
  `curl -sS -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/${path}`;

/** What the controller asks for is refused. */
async function expectDenied(asking: Promise<void>): Promise<void> {
  const said = await asking.then(
    () => "nothing",
    (error: unknown) => (error as Error).message,
  );
  expect(said).to.match(/UpdateAutoScalingGroup: AccessDenied/);
}

describe("access: fleet, machines of an Auto Scaling group", () => {
  let aws: AwsStack;
  let fleet: Fleet;
  /** A machine that is there for most of the tests. */
  let first: FleetMachine;
  let second: FleetMachine;

  before(async function () {
    this.timeout(3_000_000); // a stack from nothing, and then two machines at a time
    aws = await AwsStack.create("fleet");
    await aws.stack.up(config());
    fleet = await Fleet.of(aws);
    expect(await fleet.state(), "before anybody builds").to.deep.equal({ desired: 0, machines: [] });
    const made = await fleet.more(2);
    expect(made).to.have.length(2);
    [first, second] = made as [FleetMachine, FleetMachine];
  });
  after(() => aws.stack.cleanUp());

  it("has the role of its VM, and no key of AWS; a preview says so", async () => {
    expect((await aws.stack.preview()).text).to.contain("containers on the VM have its role");
    const types = await aws.stack.resourceTypes();
    expect(types.filter((type) => /:(User|AccessKey)$/.test(type))).to.deep.equal([]);
  });

  it("has a group that the plugin does not take for an EC2 Fleet", () => {
    expect(fleet.name).to.match(/^agents-fleet-large-/);
  });

  it("has a status without a problem, though the controller reaches no engine of builds", async () => {
    const told = await succeeds(aws.stack, ["status", "--quick"]);
    expect(told).to.match(/^builds +fleet$/m);
    expect(told).to.match(/^agents +0 of at most 2$/m);
  });

  it("runs builds on each of two machines that were not there", async () => {
    for (const machine of [first, second]) expect(await fleet.proofs(machine)).to.have.length(4);
    expect((await fleet.state()).desired).to.equal(2);
  });

  it("has nothing to change in an up and a refresh, while the group has another size than the program says", async () => {
    await aws.stack.changesNothing();
    expect((await fleet.state()).desired).to.equal(2);
  });

  it("gives a machine's role no right on the group, and a build no role of the controller's", async () => {
    const resize = `update_auto_scaling_group(AutoScalingGroupName="${fleet.name}", DesiredCapacity=0)`;
    const vm = new Machine(first.id);
    expect(await vm.run(`${asked(resize)} || true`)).to.match(/AccessDenied/);
    expect(await vm.run(metadata("iam/security-credentials/"))).to.match(/^fleet-large-agents-/);
    const asContainer = await first.run(
      "docker run --rm alpine:3 wget -T 10 -O - http://169.254.169.254/latest/meta-data/ 2>&1 || echo refused",
    );
    expect(asContainer)
      .to.have.property("output")
      .that.matches(/refused/);
  });

  it("lets the controller resize this group up to its maximum, and do no more", async () => {
    await expectDenied(fleet.resize(3, 3));
    const { id } = await aws.stack.resource("aws:ec2/launchTemplate:LaunchTemplate", "fleet-large");
    const other = await otherGroup(id);
    try {
      await expectDenied(fleet.resize(1, 1, other));
    } finally {
      await deleteGroup(other);
    }
    await fleet.resize(2, 2);
  });

  it("refuses a machine with another host key", async () => {
    const vm = new Machine(second.id);
    const key = "/etc/jenkins-docker-host/ssh/host.pem";
    await vm.run(
      `sudo mv ${key} ${key}.own && sudo ssh-keygen -q -t ed25519 -N "" -f ${key} && sudo systemctl restart ssh`,
    );
    expect(await second.ssh("true"))
      .to.have.property("output")
      .that.contains("Host key verification failed");
    await vm.run(`sudo mv ${key}.own ${key} && sudo systemctl restart ssh`);
    expect(await second.ssh("true")).to.have.property("status", 0);
  });

  it("tells a machine of the spot market beforehand that it goes, and has another one made", async () => {
    await cause("interrupt", second.id, "20");
    const notice = await new Machine(second.id).run(metadata("spot/instance-action"));
    expect(JSON.parse(notice)).to.have.property("action", "terminate");
    const another = await until("another machine", 120, async () =>
      (await fleet.state()).machines.find((id) => ![first.id, second.id].includes(id)),
    );
    await fleet.end({ id: another });
    await fleet.has([first.id]);
  });

  it("lets a build end while its template changes, and makes the next machine from the new one", async () => {
    const build = first.run(
      "docker run --rm --volume $PWD:/w --workdir /w alpine:3 sh -c 'until test -e go; do sleep 1; done; echo built'",
    );
    const { changes } = await aws.stack.preview(config(anotherTemplate));
    expect(changes.filter(({ op }) => op !== "update")).to.deep.equal([]);
    expect(changes.map(({ type }) => type)).to.have.members([
      "pulumi-jenkins-docker:index:AwsAgentFleet",
      "aws:ec2/launchTemplate:LaunchTemplate",
      "aws:autoscaling/group:Group",
    ]);
    await aws.stack.up(config(anotherTemplate));
    await first.run("touch go");
    expect(await build)
      .to.have.property("output")
      .that.matches(/^built/m);
    await fleet.end(first);
    [first] = (await fleet.more(1)) as [FleetMachine];
    expect((await first.run("cat /etc/docker/daemon.json")).output).to.contain("https://mirror.example.org");
    await aws.stack.changesNothing();
  });

  it("gives the controller a key instead of its machine's role, where builds run on that machine", async () => {
    const { changes, text } = await aws.stack.preview(config(anotherTemplate, 2));
    expect(text).not.to.contain("containers on the VM have its role");
    expect(changes).to.deep.include({
      op: "create",
      type: "aws:iam/accessKey:AccessKey",
      name: "fleet-large-controller",
    });
    await aws.stack.up(config(anotherTemplate, 2));
    const instance = await aws.stack.resource("aws:ec2/instance:Instance", "aws");
    expect(instance.outputs).to.have.nested.property("metadataOptions.httpPutResponseHopLimit", 1);
    const { output } = await fleet.inController(
      "printenv AWS_SHARED_CREDENTIALS_FILE; stat -c %a:%U /run/secrets/aws-sdk/credentials",
    );
    expect(output).to.equal("/run/secrets/aws-sdk/credentials\n400:jenkins\n");
    expect((await fleet.state()).machines).to.deep.equal([first.id]);
    await aws.stack.changesNothing();
  });

  it("says in one line why there is no machine: an account that may not have more", async () => {
    await cause("vcpus", "2");
    try {
      const said = await fleet.more(1).then(
        () => "nothing",
        (error: unknown) => (error as Error).message,
      );
      expect(said).to.match(/^fleet fleet-large makes no machine: You have requested more vCPU capacity [^\n]*$/);
      expect(await fleet.state()).to.deep.equal({ desired: 1, machines: [first.id] });
    } finally {
      await cause("vcpus");
    }
  });

  it("leaves no machine after destroy, with a build running, too", async () => {
    const build = first.run("docker run --rm alpine:3 sleep 3600").catch(() => undefined); // its controller goes, too
    expect(await instancesOf(fleet.name)).to.deep.equal([first.id]);
    expect(await aws.destroyed()).to.deep.equal([]);
    expect(await instancesOf(fleet.name)).to.deep.equal([]);
    await build;
  });
});
