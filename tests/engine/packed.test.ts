/** The npm package as strangers get it: packed, and beside the packages that it depends on. */
import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { packInto } from "./support/packed";
import { repository } from "./support/stack";

describe("the packed package", () => {
  let project: string;

  before(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "packed-"));
    const tarball = packInto(project);
    const modules = path.join(project, "node_modules");
    fs.mkdirSync(modules);
    for (const name of fs.readdirSync(path.join(repository, "node_modules")))
      fs.symlinkSync(path.join(repository, "node_modules", name), path.join(modules, name));
    fs.mkdirSync(path.join(modules, "pulumi-jenkins-docker"));
    const words = ["--extract", "--gzip", "--file", tarball, "--strip-components=1", "--directory"];
    run("tar", [...words, path.join(modules, "pulumi-jenkins-docker")]);
    fs.writeFileSync(path.join(project, "index.ts"), program);
  });
  after(() => {
    fs.rmSync(project, { recursive: true });
  });

  const program = `
import * as pulumi from "@pulumi/pulumi";
import { Jenkins, type JenkinsArgs, LocalDockerHost } from "pulumi-jenkins-docker";
import { AwsDockerHost } from "pulumi-jenkins-docker/aws";
const args: JenkinsArgs = { endpoint: new LocalDockerHost("local").endpoint, access: "dind", port: pulumi.output(8081) };
export const url: pulumi.Output<string> = new Jenkins("ci", args).url;
export const vm = new AwsDockerHost("vm", { allowedCidrs: ["203.0.113.0/24"] }).instanceId;
`;
  const run = (command: string, words: string[], cwd = project) => execFileSync(command, words, { cwd }).toString();

  /** What a compiler says of the program, in a project with these settings. Nothing is skipped: every type is looked at. */
  function compiled(version: string, compilerOptions: object): string {
    const options = { strict: true, noEmit: true, ...compilerOptions };
    fs.writeFileSync(
      path.join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["index.ts"] }),
    );
    const compiler = fs.mkdtempSync(path.join(os.tmpdir(), "typescript-"));
    run("npm", ["install", "--silent", "--no-save", "--prefix", compiler, `typescript@${version}`]);
    const { status, stdout } = spawnSync(path.join(compiler, "node_modules/.bin/tsc"), ["-p", project]);
    fs.rmSync(compiler, { recursive: true });
    return `${stdout.toString()}status ${String(status)}`;
  }

  const commonjs = { module: "commonjs", target: "es2020", types: [] };
  for (const { version, options } of [
    { version: "5.0.4", options: { ...commonjs, moduleResolution: "node" } },
    { version: "5.4.5", options: { ...commonjs, moduleResolution: "node" } },
    { version: "5.9.3", options: { ...commonjs, module: "nodenext", moduleResolution: "nodenext" } },
    { version: "6.0.3", options: { ...commonjs, module: "nodenext", moduleResolution: "nodenext" } },
  ])
    it(`has types that TypeScript ${version} takes with module ${options.module}`, () => {
      expect(compiled(version, options)).to.equal("status 0");
    });

  it("has no other types, and the files that the code reads", () => {
    const all = fs.readdirSync(path.join(project, "node_modules/pulumi-jenkins-docker"), {
      recursive: true,
      encoding: "utf8",
    });
    expect(all.filter((name) => name.endsWith(".d.ts"))).to.have.members([
      "dist/aws.d.ts",
      "dist/index.d.ts",
      "dist/types.d.ts",
    ]);
    expect(all).to.include.members([
      "dist/components/jenkins/controller/image/context/Dockerfile",
      "dist/components/jenkins/verify/prepare-engine.sh",
    ]);
  });

  it("has maps that lead from a line of code to the source, which they hold: the sources are not beside it", () => {
    const dist = path.join(project, "node_modules/pulumi-jenkins-docker/dist");
    const maps = fs.readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js.map"));
    expect(maps).to.include("components/jenkins/jenkins.js.map");
    for (const name of maps) {
      const { sourcesContent } = JSON.parse(fs.readFileSync(path.join(dist, name), "utf8")) as {
        sourcesContent?: string[];
      };
      const source = path.join(repository, name.replace(/\.js\.map$/, ".ts"));
      expect(sourcesContent?.[0], name).to.equal(fs.readFileSync(source, "utf8"));
    }
  });

  const names = "ExistingDockerHost Jenkins LocalDockerHost";
  const print = "console.log(Object.keys(all).filter((name) => /Host$|^Jenkins$/.test(name)).sort().join(' '))";

  it("is loaded by require", () => {
    expect(run("node", ["-e", `const all = require("pulumi-jenkins-docker"); ${print}`]).trim()).to.equal(names);
  });

  it("is loaded by import, by names", () => {
    const script = `import * as all from "pulumi-jenkins-docker"; import { Jenkins } from "pulumi-jenkins-docker"; ${print}; if (!Jenkins) throw 1`;
    expect(run("node", ["--input-type=module", "-e", script]).trim()).to.equal(names);
  });

  it("says what to do where a bundler took the code without its files", () => {
    const code = path.join(project, "node_modules/pulumi-jenkins-docker/dist/components");
    const script = path.join(code, "jenkins/verify/prepare-engine.sh");
    fs.renameSync(script, `${script}.away`);
    const ask = `require(${JSON.stringify(path.join(code, "text/packaged-file"))}).packagedFile(${JSON.stringify(script)})`;
    const { status, stderr } = spawnSync("node", ["-e", ask], { cwd: project });
    fs.renameSync(`${script}.away`, script);
    expect(status).to.equal(1);
    expect(stderr.toString()).to.match(/reads prepare-engine.sh beside its code.*Mark the package as external/);
  });
});
