/** The SDKs that Pulumi generates for other languages: they compile with the projects of examples/, and programs come up with them. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Example, innerMirrors } from "./support/example";
import { JenkinsClient } from "./support/jenkins-client";
import { lockedPulumi } from "./support/packed";
import { freePort } from "./support/ports";
import { repository } from "./support/stack";

const generator = path.join(repository, "tests/engine/support/sdk-generator");
const inlinePrograms = path.join(repository, "tests/engine/support/inline");
const go = [process.env.GOROOT ?? "/usr/local/go", "/usr/lib/go"]
  .map((root) => path.join(root, "bin/go"))
  .find((file) => fs.existsSync(file));

describe("an SDK in another language", function () {
  this.timeout(600_000);
  let folder = "";

  before(function () {
    if (go === undefined) {
      console.log("    not run: needs Go, for Pulumi's generators");
      this.skip();
    }
    run("npm", ["run", "-s", "build"], repository); // the plugin is the repository
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "sdk-"));
    run(go, ["build", "-o", path.join(folder, "generator"), "."], generator);
    for (const language of ["go", "python"]) {
      const words = [language, path.join(repository, "schema.json"), path.join(folder, language)];
      run(path.join(folder, "generator"), words, folder);
    }
  });
  after(() => {
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  const run = (command: string, words: string[], cwd: string) =>
    execFileSync(command, words, { cwd, stdio: ["ignore", "pipe", "pipe"] }).toString();

  describe("in Go", () => {
    let sdk: string;
    let program: string;
    before(() => {
      sdk = path.join(folder, "go");
      program = path.join(folder, "inline");
      // Pulumi names the module so where a package is added to a program.
      const name = "example.com/pulumi-pulumi-jenkins-docker/sdk/go/pulumi-jenkins-docker";
      const needs = fs.readFileSync(path.join(generator, "go.mod"), "utf8");
      const pulumiSdk = /github.com\/pulumi\/pulumi\/sdk\/v3 \S+/.exec(needs)?.[0] ?? "";
      fs.writeFileSync(path.join(sdk, "go.mod"), `module ${name}\ngo 1.26\nrequire ${pulumiSdk}\n`);
      fs.copyFileSync(path.join(generator, "go.sum"), path.join(sdk, "go.sum"));
      fs.cpSync(path.join(repository, "examples/go"), path.join(sdk, "program"), { recursive: true });
      fs.rmSync(path.join(sdk, "program/go.mod")); // a part of the SDK's module here
      fs.cpSync(path.join(inlinePrograms, "go"), path.join(sdk, "inline"), { recursive: true });
      run(go ?? "", ["mod", "tidy"], sdk);
    });

    it("compiles, with the example", () => {
      expect(run(go ?? "", ["vet", "./..."], sdk)).to.equal("");
    });

    it("comes up by the Automation API, and has nothing to change afterwards", async () => {
      run(go ?? "", ["build", "-o", program, "./inline"], sdk);
      const example = await Example.create("go");
      try {
        example.usesPlugin(repository);
        await example.configure({ port: String(await freePort()) });
        await example.run(program, [example.stack, "up"]);
        const jenkins = new JenkinsClient(await example.output("url"), await example.output("adminPassword"));
        expect(await jenkins.status("api/json")).to.equal(200);
        await example.run(program, [example.stack, "preview"]);
      } finally {
        await example.cleanUp();
      }
    });
  });

  it("compiles in Python, by a name that is not said twice, with whole numbers and defaults", () => {
    const sdk = path.join(folder, "python");
    run("python3", ["-m", "compileall", "-q", "."], sdk);
    const code = fs.readFileSync(path.join(sdk, "pulumi_jenkins_docker/jenkins.py"), "utf8");
    expect(code).to.match(/port: pulumi\.Input\[Optional\[_builtins\.int\]\]/);
    expect(code).to.match(
      /The port of the web interface on the engine's machine\.\n +Default: 8080; with `https`, 443\./,
    );
  });

  describe("in Python, by the Automation API", () => {
    let example: Example;
    let python: string;
    const inline = path.join(inlinePrograms, "inline.py");
    const act = (action: string) => example.run(python, [inline, example.stack, "__main__.py", action]);

    before(async () => {
      example = await Example.create("python");
      example.usesPlugin(repository);
      const venv = path.join(folder, "venv");
      run("python3", ["-m", "venv", venv], folder);
      python = path.join(venv, "bin/python");
      const pulumi = `pulumi==${lockedPulumi()["@pulumi/pulumi"] ?? ""}`;
      run(python, ["-m", "pip", "install", "--quiet", pulumi, path.join(folder, "python")], folder);
      await example.configure({ port: String(await freePort()), ...innerMirrors() });
    });
    after(() => example.cleanUp());

    it("the example comes up, and has nothing to change afterwards", async () => {
      await act("up");
      const jenkins = new JenkinsClient(await example.output("url"), await example.output("admin_password"));
      expect(await jenkins.status("api/json")).to.equal(200);
      await act("preview");
    });
  });
});
