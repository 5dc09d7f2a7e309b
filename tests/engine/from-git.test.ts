/** The package for another language, from a tag of a git repository: as `pulumi package add github.com/ORG/REPO@TAG` takes it, and run by Pulumi's host for YAML. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cloneInto } from "./support/clone";
import { Example } from "./support/example";
import { GitServer } from "./support/git-server";
import { JenkinsClient } from "./support/jenkins-client";
import { freePort } from "./support/ports";

describe("from a tag of a git repository, in YAML", function () {
  this.timeout(600_000);
  let folder: string;
  let server: GitServer;
  let example: Example;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "from-git-"));
    server = await GitServer.start();
    // Plugins are added to a copy of Pulumi's folder. The testbed has no others to download.
    const home = path.join(folder, "pulumi");
    if (process.env.PULUMI_HOME !== undefined) execFileSync("cp", ["-al", process.env.PULUMI_HOME, home]);
    const wanted = { PULUMI_HOME: home, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" };
    example = await Example.create("yaml", { ...server.environment, ...wanted });
    await example.configure({ port: String(await freePort()) });
  });
  after(async () => {
    await example.cleanUp();
    server.stop();
    fs.rmSync(folder, { recursive: true });
  });

  /** Publishes the repository with a tag, whatever version its package.json has; and adds it to the project. */
  async function add(tag: string, change: (files: string) => void = () => undefined): Promise<void> {
    const files = path.join(folder, tag);
    cloneInto(files);
    fs.rmSync(path.join(files, "node_modules"));
    change(files);
    server.publish("acme/pulumi-jenkins-docker", files, tag);
    fs.rmSync(path.join(example.folder, "sdks"), { recursive: true, force: true });
    const { status, text } = await example.tried("pulumi", [
      "package",
      "add",
      `github.com/acme/pulumi-jenkins-docker@${tag}`,
    ]);
    const made = fs.readdirSync(path.join(example.folder, "sdks"), { recursive: true, encoding: "utf8" });
    expect(made.filter((name) => name.endsWith(".yaml")).map((name) => path.basename(name))).to.deep.equal([
      `pulumi-jenkins-docker-${tag.slice(1)}.yaml`,
    ]);
    // A host that is older than the command line makes the SDK, and cannot link it. [testbed/pulumi/README.md]
    if (status !== 0) expect(text).to.match(/Successfully generated an SDK[^]*method Link not implemented/);
  }

  it("comes up, and has nothing to change afterwards", async () => {
    await add("v1.0.0");
    await example.up();
    const jenkins = new JenkinsClient(await example.output("url"), await example.output("adminPassword"));
    expect(await jenkins.status("api/json")).to.equal(200);
    await example.changesNothing();
  });

  it("has nothing to change with the next tag, where no Dockerfile has changed", async () => {
    await add("v1.1.0", (files) => {
      fs.appendFileSync(path.join(files, "README.md"), "More.\n");
    });
    await example.changesNothing();
  });
});
