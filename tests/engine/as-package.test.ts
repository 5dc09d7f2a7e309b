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

  it("has a schema of its components and their arguments", () => {
    // From a user's project: in the repository itself Pulumi takes neither of its two project files.
    const text = execFileSync("pulumi", ["package", "get-schema", repository], {
      cwd: stack.folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const printed = text.toString();
    const schema = JSON.parse(printed.slice(printed.indexOf("{"))) as Schema; // after what npm says
    const file = path.join(repository, "schema.json");
    if (process.env.UPDATE_RECORDED === "1") fs.writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    const fix =
      "schema.json is not of these sources: UPDATE_RECORDED=1 npm test -- engine --grep 'has a schema' writes it";
    expect(JSON.parse(fs.readFileSync(file, "utf8")), fix).to.deep.equal(schema);
    const { resources } = schema;
    expect(Object.keys(resources).sort()).to.deep.equal([
      "pulumi-jenkins-docker:index:AwsDockerHost",
      "pulumi-jenkins-docker:index:ExistingDockerHost",
      "pulumi-jenkins-docker:index:Jenkins",
      "pulumi-jenkins-docker:index:LocalDockerHost",
    ]);
    const jenkins = resources["pulumi-jenkins-docker:index:Jenkins"];
    expect(jenkins?.requiredInputs).to.deep.equal(["endpoint"]);
    expect(Object.keys(jenkins?.properties ?? {})).to.include.members(["url", "adminPassword", "buildEndpoint"]);
    // A link becomes "[object Object]", and a tag for the default is lost.
    expect(printed).not.to.contain("[object Object]");
    expect(jenkins?.inputProperties.port?.description).to.match(/\nDefault: 8080, with `https` 443\.$/);
    const aws = resources["pulumi-jenkins-docker:index:AwsDockerHost"];
    expect(aws?.requiredInputs).to.deep.equal(["allowedCidrs"]);
    expect(Object.keys(aws?.properties ?? {})).to.have.members(["endpoint", "address", "instanceId", "dataVolumeId"]);
    for (const component of [jenkins, aws]) {
      for (const [name, { description }] of Object.entries(component?.inputProperties ?? {})) {
        expect(description, `the description of ${name}`).to.be.a("string").and.not.equal("");
      }
    }
  });

  it("brings a Jenkins up, and has nothing to change afterwards", async () => {
    await stack.up();
    const jenkins = new JenkinsClient(await stack.output("url"), await stack.output("adminPassword"));
    await jenkins.runs("job", "docker version");
    await stack.changesNothing();
  });

  it("says in a preview what a change means, and warns of nothing", async () => {
    writeProject("program", repository, { memoryMiB: 1500 });
    const { text } = await stack.preview();
    expect(text).to.match(/Jenkins \(container ci-package-\w+\) restarts, for its memory\w*: running builds end/);
    expect(text).not.to.match(/organization|before hook/);
    writeProject("program", repository);
  });

  it("has nothing to change where the package lies elsewhere, and the program one folder deeper", async () => {
    const elsewhere = path.join(stack.folder, "another/place");
    fs.mkdirSync(elsewhere, { recursive: true });
    for (const part of [
      "dist",
      "package.json",
      "PulumiPlugin.yaml",
      "tsconfig.json",
      "index.ts",
      "components",
      "stacks",
    ])
      fs.cpSync(path.join(repository, part), path.join(elsewhere, part), { recursive: true });
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(elsewhere, "node_modules"));
    writeProject("one/folder/deeper", elsewhere);
    await stack.changesNothing();
  });

  it("names a mistake that only an up finds, without traces", async () => {
    writeProject("program", repository, { homeVolume: "nobody-has-this" });
    const said = await stack.fails({});
    expect(said).to.match(
      /1 problem in Jenkins ci\n +homeVolume +the engine has no volume "nobody-has-this"\..*\[JD405\]/,
    );
    expect(said).not.to.match(/^ +at /m);
  });
});

interface Schema {
  resources: Record<
    string,
    {
      requiredInputs?: string[];
      properties: Record<string, unknown>;
      inputProperties: Record<string, { description?: string }>;
    }
  >;
}
