/** The SDKs that Pulumi generates for other languages: they compile, and a program can be written with them. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { repository } from "./support/stack";

const generator = path.join(repository, "tests/engine/support/sdk-generator");
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

  it("compiles in Go, with a program", () => {
    const sdk = path.join(folder, "go");
    // Pulumi names the module so where a package is added to a program.
    const name = "example.com/pulumi-pulumi-jenkins-docker/sdk/go/pulumi-jenkins-docker";
    const needs = fs.readFileSync(path.join(generator, "go.mod"), "utf8");
    const pulumiSdk = /github.com\/pulumi\/pulumi\/sdk\/v3 \S+/.exec(needs)?.[0] ?? "";
    fs.writeFileSync(path.join(sdk, "go.mod"), `module ${name}\ngo 1.26\nrequire ${pulumiSdk}\n`);
    fs.copyFileSync(path.join(generator, "go.sum"), path.join(sdk, "go.sum"));
    fs.mkdirSync(path.join(sdk, "program"));
    fs.writeFileSync(path.join(sdk, "program/main.go"), goProgram(name));
    run(go ?? "", ["mod", "tidy"], sdk);
    expect(run(go ?? "", ["vet", "./..."], sdk)).to.equal("");
  });

  it("compiles in Python, by a name that is not said twice, with whole numbers and defaults", () => {
    const sdk = path.join(folder, "python");
    run("python3", ["-m", "compileall", "-q", "."], sdk);
    const code = fs.readFileSync(path.join(sdk, "pulumi_jenkins_docker/jenkins.py"), "utf8");
    expect(code).to.match(/port: pulumi\.Input\[Optional\[_builtins\.int\]\]/);
    expect(code).to.match(
      /The port of the web interface on the engine's machine\.\n +Default: 8080, with `https` 443\./,
    );
  });
});

const goProgram = (sdk: string) => `package main

import (
	jenkinsdocker "${sdk}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		host, err := jenkinsdocker.NewAwsDockerHost(ctx, "ci", &jenkinsdocker.AwsDockerHostArgs{
			AllowedCidrs: []pulumi.StringInput{pulumi.String("203.0.113.0/24")},
			AddressPools: jenkinsdocker.AddressPoolArray{jenkinsdocker.AddressPoolArgs{Base: pulumi.String("10.200.0.0/16"), Size: 24}},
		})
		if err != nil {
			return err
		}
		jenkins, err := jenkinsdocker.NewJenkins(ctx, "ci", &jenkinsdocker.JenkinsArgs{
			Endpoint: host.Endpoint,
			Https:    &jenkinsdocker.HttpsArgs{},
		})
		if err != nil {
			return err
		}
		ctx.Export("url", jenkins.Url)
		return nil
	})
}
`;
