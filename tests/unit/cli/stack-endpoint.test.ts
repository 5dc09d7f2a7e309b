import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { configOf, stackEndpoint } from "../../../cli/stack-endpoint";
import { certificate } from "../support/pems";
import { exported } from "../support/exported-state";

describe("a stack's config, as a command reads it", () => {
  it("may name the file of its CA bundle", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "config-"));
    try {
      fs.writeFileSync(path.join(folder, "company.pem"), certificate);
      const settings = JSON.stringify({ "pulumi-jenkins-docker:caBundle": { value: "company.pem" } });
      expect(configOf("dev", settings, folder).caBundle).to.equal(certificate);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

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
