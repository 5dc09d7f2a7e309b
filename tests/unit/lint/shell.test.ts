/** What no shell script may do, beyond what shellcheck says. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.join(__dirname, "../../..");

/**
 * A reader that ends before it has read all: `grep -q`, `head`, `exit` in awk. The writer may be ended by SIGPIPE then, and where `pipefail` holds its
 * status is that of the pipe: by chance. [bash(1): pipefail; signal(7): SIGPIPE]
 */
const endsEarly = /\|\s*(grep\s+-\w*q|head\b|sed\s+-n\s+'?\d+q|awk\b.*\bexit\b)/;

const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" }).split("\0");

describe("the shell scripts of commands", () => {
  const scripts = tracked.filter((file) => /^cli\/.*\.sh$/.test(file));

  it("have nothing that shellcheck finds", function () {
    this.timeout(60_000);
    expect(scripts).to.include("cli/smoke/aws-api.sh");
    try {
      execFileSync("shellcheck", ["--version"], { stdio: "ignore" });
    } catch {
      if (process.env.CI === "true") throw new Error("shellcheck is not installed");
      console.log("      skipped: shellcheck is not installed");
      this.skip();
    }
    execFileSync("shellcheck", scripts, { cwd: repository, encoding: "utf8" });
  });
});

describe("shell scripts with pipefail", () => {
  const scripts = tracked.filter((file) => {
    const whole = path.join(repository, file);
    if (!fs.existsSync(whole) || !fs.statSync(whole).isFile()) return false;
    const text = fs.readFileSync(whole, "utf8");
    return /^#!.*\b(ba)?sh\b/.test(text) && /^set .*pipefail|^# Part of set-up/m.test(text);
  });

  it("are found", () => {
    expect(scripts).to.include.members([
      "testbed/prepare",
      "components/host/bootstrap/scripts/set-up.sh",
      "components/host/bootstrap/scripts/docker-ce.sh",
    ]);
  });

  for (const script of scripts)
    it(`read all that is written: ${script}`, () => {
      const lines = fs.readFileSync(path.join(repository, script), "utf8").split("\n");
      expect(lines.filter((line) => endsEarly.test(line))).to.deep.equal([]);
    });
});
