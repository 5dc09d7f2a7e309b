/** The engine's certificate in the account: only the account is needed, and no VM. */
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import { expect } from "chai";
import { engineKeys } from "../../components/host/aws/identity";
import { TestStack } from "../engine/support/stack";
import { keyOfParameter } from "./support/account";

describe("the engine's key in Systems Manager", () => {
  const name = "/pulumi-jenkins-docker/test/engine-key/engine";
  let stack: TestStack;
  let cert = "the first";

  before(async () => {
    stack = await TestStack.create("engine-key", {
      // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
      program: async () => {
        const given = { caCert: pulumi.output("ca"), cert: pulumi.output(cert), key: pulumi.secret("key") };
        const keys = engineKeys("ci", name, given, {}, {});
        // As a VM does: it waits for the parameter, and has its name and its ARN.
        const args = { byteLength: 4, keepers: { name: keys.path, arn: keys.parameterArn } };
        new RandomId("vm", args, { dependsOn: [keys.parameter] });
        return { key: keys.key.keyId, arn: keys.parameter.arn, derived: keys.parameterArn };
      },
    });
    await stack.up();
  });
  after(() => stack.cleanUp());

  it("is encrypted with a key of its own", async () => {
    expect(await keyOfParameter(name)).to.equal(await stack.output("key"));
    expect(await stack.output("derived")).to.equal(await stack.output("arn"));
    await stack.changesNothing();
  });

  it("is encrypted with it after a renewal, too, which changes nothing else", async () => {
    cert = "the second";
    const { changes } = await stack.preview();
    expect(changes).to.deep.equal([{ op: "replace", type: "aws:ssm/parameter:Parameter", name: "ci" }]);
    await stack.up();
    expect(await keyOfParameter(name)).to.equal(await stack.output("key"));
    await stack.changesNothing();
  });
});
