import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withRepository } from "../../../../.github/scripts/repository";

const script = path.join(__dirname, "../../../../.github/scripts/repository.ts");

describe("the repository in a package.json", () => {
  const url = "https://github.com/acme/jenkins";
  const links = {
    repository: { type: "git", url: "git+https://github.com/acme/jenkins.git" },
    homepage: "https://github.com/acme/jenkins#readme",
    bugs: "https://github.com/acme/jenkins/issues",
  };
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "repository-"));
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "x", version: "1.0.0" }));
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is that of the workflow, beside what was there", () => {
    expect(withRepository({ name: "x", homepage: "an older one" }, url)).to.deep.equal({ name: "x", ...links });
  });

  it("is written as npm takes it: it corrects nothing", () => {
    execFileSync(process.execPath, ["--import", require.resolve("tsx"), script, url], { cwd: folder });
    const written = fs.readFileSync(path.join(folder, "package.json"), "utf8");
    expect(JSON.parse(written)).to.deep.equal({ name: "x", version: "1.0.0", ...links });
    const { stderr } = spawnSync("npm", ["publish", "--dry-run", "--ignore-scripts"], { cwd: folder });
    expect(stderr.toString())
      .to.match(/x@1\.0\.0/)
      .and.not.match(/auto-corrected|"repository/);
  });

  it("is not written where it is no page of a repository", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", require.resolve("tsx"), script, "github.com/acme"],
      { cwd: folder },
    );
    expect(status).to.equal(1);
    expect(stderr.toString()).to.contain('no page of a repository: "github.com/acme"');
  });
});
