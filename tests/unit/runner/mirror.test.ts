import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { filesOf } from "../../runner/files";
import { withoutModule } from "../../runner/mirror";

const root = path.join(__dirname, "../../..");

describe("unit tests", () => {
  it("are each of a module, at its path", () => {
    const tests = filesOf("unit").map((file) => file.slice("unit/".length));
    expect(tests.length).to.be.greaterThan(0);
    const wrong = withoutModule(tests, (file) => fs.existsSync(path.join(root, file)));
    const mend = "Rename them, or move their tests to the file of the module that they call";
    expect(wrong, [...wrong, mend].join(". ")).to.deep.equal([]);
  });

  it("are told where they have none", () => {
    const there = ["stacks/config.ts", ".github/scripts/comment.ts", "tests/runner/covers.ts"];
    const tests = ["stacks/config", "github/scripts/comment", "runner/covers", "docs/errors"];
    const wrong = ["stacks/mistakes", "config", "github/comment", "runner/files/covers"];
    const said = withoutModule(
      [...tests, ...wrong].map((name) => `${name}.test.ts`),
      (file) => there.includes(file),
    );
    expect(said).to.deep.equal([
      "tests/unit/stacks/mistakes.test.ts tests no module: there is no stacks/mistakes.ts",
      "tests/unit/config.test.ts tests no module: there is no config.ts",
      "tests/unit/github/comment.test.ts tests no module: there is no .github/comment.ts",
      "tests/unit/runner/files/covers.test.ts tests no module: there is no tests/runner/files/covers.ts",
    ]);
  });
});
