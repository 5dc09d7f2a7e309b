/**
 * The same folder as a package for Pulumi's other languages: a program that knows the components by their tokens alone,
 * as a generated SDK does. (Generating one needs downloads.)
 */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { JenkinsClient } from "./support/jenkins-client";
import { innerRegistry } from "./support/registry";
import { freePort } from "./support/ports";
import { repository, TestStack } from "./support/stack";

/** @param more arguments of Jenkins, and one that is wrong where a mistake is wanted */
const program = (port: number, more: object = {}) => `
const pulumi = require("@pulumi/pulumi");
class Remote extends pulumi.ComponentResource {
  constructor(type, name, args) { super("pulumi-jenkins-docker:index:" + type, name, args, {}, true); }
}
const host = new Remote("LocalDockerHost", "here", { endpoint: undefined });
const outputs = { url: undefined, adminPassword: undefined };
const jenkins = new Remote("Jenkins", "ci", { endpoint: host.endpoint, executors: 1, access: "dind", dind: ${JSON.stringify(innerRegistry())}, port: ${String(port)}, ...${JSON.stringify(more)}, ...outputs });
exports.url = jenkins.url;
exports.adminPassword = jenkins.adminPassword;
`;

describe("as a package for other languages", () => {
  let stack: TestStack;
  let port: number;

  /** @param plugin the folder of the package */
  function writeProject(folder: string, plugin: string, more: object = {}): void {
    fs.mkdirSync(path.join(stack.folder, folder), { recursive: true });
    fs.writeFileSync(path.join(stack.folder, folder, "index.js"), program(port, more));
    const project = {
      name: "pulumi-jenkins-docker",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: `${folder}/index.js`,
      plugins: { providers: [{ name: "pulumi-jenkins-docker", path: plugin }] },
    };
    fs.writeFileSync(path.join(stack.folder, "Pulumi.yaml"), stringify(project));
  }

  before(async () => {
    execFileSync("npm", ["run", "-s", "build"], { cwd: repository, stdio: "inherit" }); // npm ci did, before the last change
    stack = await TestStack.create("package");
    port = await freePort();
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(stack.folder, "node_modules"));
    writeProject("program", repository);
  });
  after(() => stack.cleanUp());

  it("gives the schema that is checked in", () => {
    // From a user's project: in the repository itself Pulumi takes neither of its two project files.
    const printed = execFileSync("pulumi", ["package", "get-schema", repository], {
      cwd: stack.folder,
      stdio: "pipe", // an error then has what was said
    }).toString();
    const given = JSON.parse(printed.slice(printed.indexOf("{"))) as Schema; // after what npm says
    const { resources, types } = JSON.parse(fs.readFileSync(path.join(repository, "schema.json"), "utf8")) as Schema;
    expect(Object.keys(given.resources).sort()).to.deep.equal(Object.keys(resources).sort());
    // The CLI writes some of it anew: what is the default is left out.
    expect(Object.keys(given.types).sort()).to.deep.equal(Object.keys(types).sort());
    const pool = "pulumi-jenkins-docker:index:AddressPool";
    expect(given.types[pool]?.description).to.match(/\w/).and.equal(types[pool]?.description);
  });

  it("brings a Jenkins up, and has nothing to change afterwards", async () => {
    await stack.up();
    const jenkins = new JenkinsClient(await stack.output("url"), await stack.output("adminPassword"));
    await jenkins.runs("job", "docker version");
    await stack.changesNothing();
  });

  it("previews a change, and what it means for running builds", async () => {
    writeProject("program", repository, { javaOpts: "-Da=b" });
    const { text } = await stack.preview();
    expect(text)
      .to.match(/javaOpts/)
      .and.match(/container:Container: \(replace\)/);
    expect(text).to.match(/Jenkins \(container \S+\) restarts: running builds end/);
    expect(text).not.to.match(/organization|before hook/);
    writeProject("program", repository);
  });

  it("has nothing to change where the package lies elsewhere, and the program one folder deeper", async () => {
    const elsewhere = path.join(stack.folder, "another/place");
    fs.mkdirSync(elsewhere, { recursive: true });
    // Not the repository's dist/: another test may just make it.
    execFileSync("npm", ["run", "-s", "build", "--", path.join(elsewhere, "dist")], {
      cwd: repository,
      stdio: "inherit",
    });
    for (const part of ["package.json", "PulumiPlugin.yaml", "tsconfig.json", "index.ts", "components", "stacks"])
      fs.cpSync(path.join(repository, part), path.join(elsewhere, part), { recursive: true });
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(elsewhere, "node_modules"));
    writeProject("one/folder/deeper", elsewhere);
    await stack.changesNothing();
  });

  it("names every mistake in arguments, without traces", async () => {
    writeProject("program", repository, { port: 99_999, memoryMiB: 1 });
    const said = await stack.preview().then(
      () => "the preview passed",
      (error: unknown) => String(error),
    );
    expect(said).to.match(/port.*99999.*\[JD104\]/);
    expect(said).to.match(/memoryMiB.*\[JD104\]/);
    expect(said).not.to.match(/^ +at .*components/m);
  });

  it("names a mistake that only an up finds, without traces", async () => {
    writeProject("program", repository, { homeVolume: "nobody-has-this" });
    const said = await stack.fails({});
    expect(said).to.match(
      /1 problem in Jenkins ci\n +homeVolume +this stack's own home, .* would be deleted\..*\[JD405\]/,
    );
    expect(said).not.to.match(/^ +at /m);
  });
});

interface Schema {
  resources: Record<string, unknown>;
  types: Record<string, { description?: string } | undefined>;
}
