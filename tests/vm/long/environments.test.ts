/**
 * The environments of stacks/ on AWS, brought up as they stand there, and what their users change on them. Of this machine are
 * the networks that are let in, and the registry. The deployer has the permissions of docs/aws-policy.json and no others. The tests of an
 * environment go on from each other, in their order.
 */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { expectChanges } from "../../engine/support/edits";
import { type Config, repository, type TestStack } from "../../engine/support/stack";
import { deleteVolume, userWith } from "../support/account";
import { allowedCidrs, AwsStack, buildAndRun } from "../support/aws-stack";
import { environment } from "../support/environment";

const deployerPolicy = JSON.parse(fs.readFileSync(path.join(repository, "docs/aws-policy.json"), "utf8")) as object;

interface Edit {
  title: string;
  edit: (config: Config) => Config;
  /** `op Type name`, beside the components themselves. */
  changes: string[];
  /** What the preview says of it. */
  says?: RegExp;
}

const inside = (block: string, more: Config) => (config: Config) => ({
  ...config,
  [block]: { ...(config[block] as Config), ...more },
});
const aws = (more: Config) => inside("aws", more);
const builds = (more: Config) => (config: Config) => {
  const remote = config.remote as { aws: Config };
  return { ...config, remote: { ...remote, aws: { ...remote.aws, ...more } } };
};
const rules = (op: string, ...names: string[]) => names.map((name) => `${op} SecurityGroupIngressRule aws-${name}`);
const anotherVm = ["replace Instance aws", "replace VolumeAttachment aws-data", "replace EipAssociation aws"];

const edits: Record<string, Edit[]> = {
  dev: [
    {
      title: "one more network",
      edit: aws({ allowedCidrs: [...allowedCidrs, "10.0.0.0/8"] }),
      changes: rules("create", "2376-10-0-0-0-8", "443-10-0-0-0-8"),
    },
    {
      title: "another one instead",
      edit: aws({ allowedCidrs: [...allowedCidrs, "10.1.0.0/16"] }),
      changes: [
        ...rules("create", "2376-10-1-0-0-16", "443-10-1-0-0-16"),
        ...rules("delete", "2376-10-0-0-0-8", "443-10-0-0-0-8"),
      ],
    },
    {
      title: "another instance type, of a spot VM",
      edit: aws({ instanceType: "t3.large" }),
      changes: anotherVm,
      says: /VM aws is replaced: its engine is away for some minutes, running builds end\. Its data disk and its address stay/,
    },
    {
      title: "another image of the VM",
      edit: aws({ image: "debian-13" }),
      changes: anotherVm,
      says: /VM aws is replaced/,
    },
  ],
  staging: [
    {
      title: "another instance type",
      edit: aws({ instanceType: "m7i.xlarge" }),
      changes: ["update Instance aws"],
      says: /VM aws is stopped and started again as m7i\.xlarge: its engine is away meanwhile, running builds end/,
    },
    {
      title: "snapshots",
      edit: aws({ data: { sizeGiB: 80, retain: true, snapshotDays: 7 } }),
      changes: [
        "create Role aws-snapshots",
        "create RolePolicyAttachment aws-snapshots",
        "create LifecyclePolicy aws",
        "update Volume aws-data",
      ],
    },
    { title: "an alarm", edit: aws({ recoveryAlarm: true }), changes: ["create MetricAlarm aws"] },
    {
      title: "the VM's engine for builds instead of their own",
      edit: (config) => ({ ...config, access: "dood" }),
      changes: [
        "create RemoteImage jenkins-agent",
        ...["CertRequest", "LocallySignedCert", "PrivateKey"].map((type) => `delete ${type} jenkins-controller`),
        ...["CertRequest", "LocallySignedCert", "PrivateKey"].map((type) => `delete ${type} jenkins-dind-server`),
        ...["PrivateKey", "SelfSignedCert"].map((type) => `delete ${type} jenkins-dind-ca`),
        ...["Container", "RemoteImage", "Volume"].map((type) => `delete ${type} jenkins-dind`),
        "replace Container jenkins",
        "replace Container jenkins-casc",
      ],
      says: /volume jenkins-staging-\w+-dind is deleted: the images and the build cache of the engine that builds had until now/,
    },
  ],
  prod: [
    {
      title: "a bigger disk for builds",
      edit: builds({ data: { sizeGiB: 250 } }),
      changes: ["update Volume builds-data"],
    },
    {
      title: "a smaller VM for builds",
      edit: builds({ instanceType: "m7i.xlarge" }),
      changes: ["update Instance builds"],
      says: /VM builds is stopped and started again as m7i\.xlarge/,
    },
  ],
};

for (const [name, itsEdits] of Object.entries(edits)) {
  describe(`environment ${name}, on AWS`, () => {
    let account: AwsStack;
    let stack: TestStack;
    let config = aws({ allowedCidrs })(environment(name));
    if ("uiCidrs" in (config.aws as object)) config = aws({ uiCidrs: allowedCidrs })(config);
    if (config.remote !== undefined) config = builds({ allowedCidrs })(config);

    before(async () => {
      account = await AwsStack.create(name, await userWith(deployerPolicy));
      ({ stack } = account);
      await stack.up(config);
      await account.remember();
    });
    after(async () => {
      await stack.cleanUp();
      const disks = (await account.left()).filter((id) => id.startsWith("vol-"));
      await Promise.all(disks.map(deleteVolume)); // a protected disk, also of a test that failed
    });

    it("builds and runs images", async () => {
      expect(await (await stack.jenkins()).runs("image", buildAndRun)).to.match(/^made-in-a-build$/m);
    });

    it("has nothing to change in a second up and in a refresh", () => stack.changesNothing());

    for (const { title, edit, changes, says } of itsEdits) {
      it(title, async () => {
        config = edit(config);
        const said = await expectChanges(stack, config, changes);
        if (says) expect(said).to.match(says);
        else expect(said).not.to.match(/running builds end/);
      });
    }

    it("builds as before after all of them, with its history, and has nothing to change", async () => {
      await account.answering();
      expect(await (await stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
      expect(await (await stack.jenkins()).history("image")).to.deep.equal(["SUCCESS", "SUCCESS"]);
      await stack.changesNothing();
    });

    it("leaves what is protected when it is destroyed, and nothing else", async () => {
      const disk = await stack.resource("aws:ebs/volume:Volume", "aws-data");
      const left = await account.destroyed();
      const { retain } = (config.aws as { data: { retain?: boolean } }).data;
      expect(left).to.deep.equal(retain ? [disk.id] : []);
    });
  });
}
