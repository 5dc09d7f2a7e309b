/** The testbed's AWS refuses a deployer what the policy of docs/aws-policy.json does not give. vm/long/environments brings environments up with it. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { dailySnapshots } from "../../components/host/aws/data-disk";
import { deployerPolicy } from "../../components/host/aws/deployer-policy";
import { engineKeys, instanceProfile } from "../../components/host/aws/identity";
import { AwsAgentFleet } from "../../components/host/aws-fleet/aws-agent-fleet";
import { TestStack } from "../engine/support/stack";
import { userWith } from "./support/account";

interface Policy {
  Version: string;
  Statement: { Sid: string; Action: string[] }[];
}

describe("a deployer with the policy of the docs", () => {
  const stacks: TestStack[] = [];
  after(async () => {
    for (const stack of stacks) await stack.cleanUp();
  });

  /** A stack of a VM's identity, the snapshots of its disk, and a fleet without machines, whose deployer has these statements. */
  async function stackOf(statements: Policy["Statement"]): Promise<TestStack> {
    const policy = { ...(deployerPolicy() as Policy), Statement: statements };
    // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
    const program = async () => {
      const given = { caCert: pulumi.output("ca"), cert: pulumi.output("cert"), key: pulumi.secret("key") };
      const keys = engineKeys("ci", `/pulumi-jenkins-docker/test/${pulumi.getStack()}/engine`, given, {}, {});
      instanceProfile("ci", keys, {}, {});
      dailySnapshots("ci", 2, "a test", {}, {});
      new AwsAgentFleet("fleet", { sshCidrs: ["10.0.0.0/8"] });
    };
    const stack = await TestStack.create("deployer", { program, variables: await userWith(policy) });
    stacks.push(stack);
    return stack;
  }
  const all = (deployerPolicy() as Policy).Statement;

  it("makes and reads the identity of a VM, the snapshots of its disk and a fleet, and destroys them", async () => {
    const stack = await stackOf(all);
    await stack.up();
    await stack.changesNothing();
    await stack.destroy();
  });

  const needed = ["Look", "Role", "PassRole", "EngineKey", "Encryption", "EncryptionOfParameters"];
  for (const sid of [...needed, "Snapshots", "SnapshotsRole", "Firewall", "Fleets", "FleetsUser"]) {
    it(`is refused what only the statement ${sid} gives`, async () => {
      const stack = await stackOf(all.filter(({ Sid }) => Sid !== sid));
      const refused = /is not authorized to perform: (\S+) on/.exec(await stack.fails({}))?.[1];
      expect(all.find(({ Sid }) => Sid === sid)?.Action).to.include(refused);
    });
  }

  /** The statements, one of them with something else in it. */
  const allWith = (sid: string, other: object) => all.map((one) => (one.Sid === sid ? { ...one, ...other } : one));

  it("is refused to give a role other policies than the one for snapshots", async () => {
    const other = { ArnLike: { "iam:PolicyARN": "arn:*:iam::aws:policy/AdministratorAccess" } };
    const stack = await stackOf(allWith("SnapshotsRole", { Condition: other }));
    expect(await stack.fails({})).to.match(/not authorized to perform: iam:AttachRolePolicy on/);
  });

  it("is refused the parameters of others", async () => {
    const stack = await stackOf(allWith("EngineKey", { Resource: ["arn:*:ssm:*:*:parameter/another/*"] }));
    expect(await stack.fails({})).to.match(
      /not authorized to perform: ssm:\w+ on resource: arn:aws:ssm:[^ ]+:parameter\/pulumi-jenkins-docker\//,
    );
  });
});
