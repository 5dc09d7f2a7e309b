/** The drill: a Jenkins of this machine is backed up to S3, everything of it is destroyed, and a VM takes its home up. */
import { expect } from "chai";
import { ownerLabel } from "../../../components/docker/engine-names";
import { configureBackups } from "../../engine/support/backups";
import { succeeds } from "../../engine/support/command";
import { localEngine } from "../../engine/support/docker";
import { expectHistory, type History, makeHistory } from "../../engine/support/history";
import type { Config } from "../../engine/support/stack";
import { makeBucket } from "../support/bucket";
import { AwsStack, awsConfig } from "../support/aws-stack";
import { type Reachable, reachable } from "../support/reachable";

describe("a home that moves to a VM", () => {
  let aws: AwsStack;
  let storage: Reachable;
  let repository: string;
  let history: History;

  before(async () => {
    storage = await reachable(process.env.AWS_ENDPOINT_URL ?? "");
    aws = await AwsStack.create("drill");
    await makeBucket(aws.stack.name);
    repository = `s3:http://${storage.address}/${aws.stack.name}/jenkins`;
    await configured();
    await aws.stack.up();
    history = await makeHistory(aws.stack);
  });
  after(async () => {
    await aws.stack.cleanUp();
    storage.close();
  });

  async function configured(more: Parameters<typeof configureBackups>[2] = {}): Promise<void> {
    await configureBackups(aws.stack, repository, more);
    for (const key of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
      await aws.stack.configureSecret(`jenkins.backup.credentials.${key}`, process.env[key] ?? "");
  }

  it("is backed up to S3, and nothing of it is left here", async () => {
    expect(await succeeds(aws.stack, ["backup"])).to.match(/^snapshot [0-9a-f]{8}: /m);
    await aws.stack.destroy();
    const filters = { label: [`${ownerLabel}=pulumi-jenkins-docker/${aws.stack.name}/jenkins`] };
    const engine = await localEngine();
    expect(await engine.listContainers({ all: true, filters })).to.deep.equal([]);
    expect((await engine.listVolumes({ filters: JSON.stringify(filters) })).Volumes).to.deep.equal([]);
  });

  it("is there on a VM, with every job, its build, and a credential that can be read", async () => {
    // Its disk is kept: only then does a restore give it another home.
    const { jenkins, ...of } = awsConfig({}, { data: { sizeGiB: 12, retain: true } });
    await configured({ of, jenkins: jenkins as Config });
    await aws.stack.up();
    const [id = ""] = (await succeeds(aws.stack, ["backups"])).split(" ");
    await succeeds(aws.stack, ["restore", "--snapshot", id]);
    await aws.stack.up();
    await expectHistory(aws.stack, history);
    await (await aws.stack.jenkins()).runs("goes-on", "docker version");
    await aws.stack.changesNothing();
  });
});
