import { expect } from "chai";
import { stackEndpoint } from "../../../cli/stack-endpoint";
import { exported } from "../support/exported-state";

describe("the engine of a stack with a VM", () => {
  const config = { host: "aws", access: "dood" } as const;
  const endpoint = { dockerHost: "tcp://203.0.113.9:2376", clientKey: "the key" };

  it("is in its state alone", async () => {
    const builds = { type: "pulumi-jenkins-docker:index:AwsDockerHost", name: "builds" };
    const host = {
      type: "pulumi-jenkins-docker:index:AwsDockerHost",
      outputs: { endpoint: { "4dabf18193072939515e22adb298388d": "…", plaintext: JSON.stringify(endpoint) } },
    };
    expect(await stackEndpoint(config, () => Promise.resolve(exported(builds, host)))).to.deep.equal(endpoint);
  });

  it("is not there before the first up", async () => {
    const said = await stackEndpoint(config, () => Promise.resolve(exported())).catch(String);
    expect(said).to.contain("the stack has no VM yet: run pulumi up first");
  });
});
