import { expect } from "chai";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import {
  backupFolder,
  backupScript,
  knownRepositoriesFolder,
  repositoryFolder,
  upgradingFile,
  wasThereFile,
} from "../../../../../components/jenkins/backup/places";
import { jenkinsHomePath } from "../../../../../components/paths";

const script = path.join(__dirname, "../../../../../components/jenkins/backup/scripts/backup.sh");
const text = fs.readFileSync(script, "utf8");

describe("the paths in the container that backs up, and its script", () => {
  it("has the paths of the container", () => {
    expect(text).to.contain(`home=${jenkinsHomePath}\n`);
    expect(text).to.contain(`settings=${backupFolder}\n`);
    expect(path.posix.join(backupFolder, path.basename(script))).to.equal(backupScript);
    expect(text).to.contain(`touch "$state/${path.posix.basename(wasThereFile)}"\n`);
    expect(text).to.contain(`upgrading=$state/${path.posix.basename(upgradingFile)}\n`);
    expect(text).to.contain(`state=${path.posix.dirname(wasThereFile)}\n`);
    expect(text).to.contain(
      `known=$state/${path.posix.relative(path.posix.dirname(wasThereFile), knownRepositoriesFolder)}/repositories\n`,
    );
    expect(text, "a repository is a variable of the container").not.to.contain(repositoryFolder);
  });

  it("is one for every POSIX shell", function () {
    const { error, status, stdout } = spawnSync("shellcheck", ["--shell=sh", script], { encoding: "utf8" });
    if (error) {
      console.log("    not run: shellcheck is not installed");
      this.skip();
    }
    expect(status, stdout).to.equal(0);
  });

  it("says at its head what its commands are", () => {
    const commands = [...text.matchAll(/^ {2}([a-z-]+)\)/gm)].map(([, name]) => name);
    expect(commands).to.include.members(["serve", "run", "restore"]);
    for (const name of commands) expect(text).to.match(new RegExp(`^# {3}${name ?? ""}\\b`, "m"));
  });
});
