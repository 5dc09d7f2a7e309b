import { expect } from "chai";
import { exportedBy, importedBy, withImports } from "../../runner/imports";

describe("what a test file imports from tests/", () => {
  it("is found, through other files, too, and nothing from elsewhere", () => {
    expect(importedBy("engine/backup-load.test.ts")).to.include.members([
      "tests/engine/support/backups.ts", // itself
      "tests/engine/support/ports.ts", // by support/stack.ts
    ]);
    expect(importedBy("unit/runner/imports.test.ts")).to.deep.equal([
      "tests/runner/failure-line.ts",
      "tests/runner/imports.ts",
      "tests/runner/selection.ts",
      "tests/runner/suite.ts",
      "tests/runner/times.ts",
      "tests/runner/whole-values.ts",
    ]);
  });

  it("makes the test run when it changes", () => {
    const slow = { "engine/backup-load.test.ts": { covers: ["cli/"] } };
    expect(withImports(slow)["engine/backup-load.test.ts"]?.covers).to.include.members([
      "cli/",
      "tests/engine/support/command.ts",
    ]);
  });
});

describe("what an entry of the package exports", () => {
  it("is found as the files that it is from", () => {
    expect(exportedBy("aws.ts")).to.include("components/host/aws/aws-args.ts");
    expect(exportedBy("index.ts")).to.include.members(["components/jenkins/args.ts", "components/jenkins/jenkins.ts"]);
  });
});
