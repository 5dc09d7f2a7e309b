import { expect } from "chai";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { changedEnvironments } from "../../../../.github/scripts/environments";
import { pluginLockFile } from "../../../../stacks/plugin-lock";

const files = ["stacks/Pulumi.prod.yaml", "stacks/Pulumi.local.yaml", "stacks/Pulumi.dev.yaml", "stacks/config.ts"];

describe("the environments that a pull request changes", () => {
  for (const [changed, environments] of [
    [["stacks/Pulumi.dev.yaml"], ["dev"]],
    [
      ["stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml"],
      ["dev", "prod"],
    ],
    [[pluginLockFile("prod")], ["prod"]],
    [["stacks/config.ts"], ["dev", "prod"]],
    [["components/jenkins/jenkins.ts"], ["dev", "prod"]],
    [["components/jenkins/controller/image/context/Dockerfile"], ["dev", "prod"]],
    [["package-lock.json"], ["dev", "prod"]],
    [["Pulumi.yaml"], ["dev", "prod"]],
    // Neither made from these,
    [
      [
        "README.md",
        "docs/dind.md",
        "components/host/README.md",
        "tests/run.ts",
        "cli/up.ts",
        ".github/workflows/ci.yml",
      ],
      [],
    ],
    // nor ever in CI,
    [["stacks/Pulumi.local.yaml", pluginLockFile("local")], []],
    // nor there any more.
    [["stacks/Pulumi.gone.yaml", pluginLockFile("gone")], []],
    [["testbed/stacks/Pulumi.dev.yaml", "testbed/package-lock.json"], []],
    [[""], []],
  ] as [string[], string[]][]) {
    it(`${environments.join(" and ") || "none"}: ${changed.join(", ") || "nothing"}`, () => {
      expect(changedEnvironments(changed, files)).to.deep.equal(environments);
    });
  }

  it("come as JSON, from names that zero bytes end", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "environments-"));
    fs.mkdirSync(path.join(folder, "stacks"));
    for (const file of files) fs.writeFileSync(path.join(folder, file), "");
    const script = path.join(__dirname, "../../../../.github/scripts/environments.ts");
    const { stdout, stderr } = spawnSync(process.execPath, [`--import=${require.resolve("tsx")}`, script], {
      cwd: folder,
      input: "docs/a\nb.md\0stacks/Pulumi.dev.yaml\0",
      encoding: "utf8",
    });
    fs.rmSync(folder, { recursive: true });
    expect(stderr).to.equal("");
    expect(stdout).to.equal('["dev"]\n');
  });
});
