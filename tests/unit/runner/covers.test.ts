/** The table of slow tests against the tree: it cannot fall behind. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { coverage } from "../../runner/covers";
import { isIgnored, repositoryPaths } from "../../runner/record";
import { forUsers, isIn, isKnown, whyRun } from "../../runner/selection";
import { testsFolder } from "../../runner/suite";

const slowTest = /^tests\/((?:engine|vm)\/.*\.test\.ts)$/;

describe("the table of slow tests", () => {
  const paths = repositoryPaths();
  const { everything, quick, slow } = coverage;
  const known = [...everything, ...quick, ...Object.values(slow).flatMap(({ covers }) => covers)];

  it("lists every slow test, and no other", () => {
    const there = paths.flatMap((path) => slowTest.exec(path)?.[1] ?? []);
    expect(Object.keys(slow).sort()).to.deep.equal(there.sort());
  });

  it("knows every file of the repository", () => {
    const unknown = paths.filter((path) => !isKnown(coverage, path));
    expect(unknown, "add these to tests/runner/covers.ts").to.deep.equal([]);
  });

  it("names nothing that is not there", () => {
    const named = new Set(known.map((one) => one.replace(forUsers, "")));
    const gone = [...named].filter((one) => !paths.some((path) => isIn([one], path)) && !isIgnored(one));
    expect(gone, "remove these from tests/runner/covers.ts").to.deep.equal([]);
  });

  it("leaves a file out for one that covers all that it covers", () => {
    for (const { within, covers } of Object.values(slow)) {
      if (within !== undefined) expect(slow[within]?.covers).to.include.members([...covers]);
    }
  });

  it("has build.ts for every file that builds the package itself", () => {
    const builds = Object.keys(slow).filter((file) =>
      /"build\.ts"|"run", "-s", "build"/.test(fs.readFileSync(path.join(testsFolder, file), "utf8")),
    );
    expect(builds).to.include("engine/policy.test.ts");
    for (const file of builds) expect(slow[file]?.covers, file).to.include("build.ts");
  });

  it("takes no source file for one that only quick tests cover", () => {
    const sources = /^(components|stacks|cli|policy)\/|^index\.ts$/;
    expect(paths.filter((path) => sources.test(path) && isIn(quick, path))).to.deep.equal([]);
  });

  it("runs machines for a change of the bootstrap, and none but the one that always runs for a change of a text", () => {
    const machines = (path: string) =>
      Object.keys(slow).filter((file) => file.startsWith("vm/") && whyRun(coverage, file, [path]) !== undefined);
    expect(machines("components/host/bootstrap/scripts/set-up.sh")).to.include.members([
      "vm/from-nothing.test.ts",
      "vm/replaced.test.ts",
      "vm/long/bootstrap.test.ts",
      "vm/long/builds-engine.test.ts",
    ]);
    expect(machines("docs/config.md")).to.deep.equal(["vm/from-nothing.test.ts"]);
  });

  it("runs every machine for a change of the testbed's AWS, and no engine for it but what always runs", () => {
    const why = (file: string) => whyRun(coverage, file, ["testbed/aws/server.py"]);
    const others = Object.keys(slow).filter((file) => !["always", "testbed/aws/server.py"].includes(why(file) ?? ""));
    const engines = Object.keys(slow).filter((file) => file.startsWith("engine/") && why(file) !== "always");
    expect(others).to.have.members(engines);
  });
});
