import { expect } from "chai";
import { type Coverage, nameOfChange, whyRun, withoutRepeated } from "../../runner/selection";

const coverage: Coverage = {
  everything: ["package.json", "testbed/"],
  quick: ["docs/"],
  slow: {
    "engine/one.test.ts": { always: true, covers: ["components/one/"] },
    "engine/two.test.ts": { within: "vm/machine.test.ts", covers: ["components/two.ts"] },
    "vm/machine.test.ts": { covers: ["components/bootstrap/", "components/two.ts"] },
  },
};
const files = Object.keys(coverage.slow);
const run = (...changed: string[]) => files.filter((file) => whyRun(coverage, file, changed) !== undefined);

describe("the name of a change", () => {
  const manifest = (more: object) => JSON.stringify({ name: "a", main: "old.js", dependencies: { b: "1" }, ...more });

  it("is the file's, and says so where only the package's users see it", () => {
    const before = manifest({});
    expect(nameOfChange("package.json", before, manifest({ main: "new.js", exports: {}, scripts: {} }))).to.equal(
      "package.json, for its users",
    );
    expect(nameOfChange("package.json", before, manifest({ main: "new.js", dependencies: { b: "2" } }))).to.equal(
      "package.json",
    );
    expect(nameOfChange("package.json", before, manifest({ type: "module" }))).to.equal("package.json");
    expect(nameOfChange("package.json", undefined, before)).to.equal("package.json");
    expect(nameOfChange("components/index.ts", "a", "b")).to.equal("components/index.ts");
  });
});

describe("what a change makes run", () => {
  it("is the files that always run, and those that cover a path that changed", () => {
    expect(run("components/two.ts")).to.deep.equal(files);
    expect(run("components/bootstrap/scripts/set-up")).to.deep.equal(["engine/one.test.ts", "vm/machine.test.ts"]);
  });

  it("is told with its reason", () => {
    const why = (file: string) => whyRun(coverage, file, ["docs/page.md", "components/bootstrap/a"]);
    expect(files.map(why)).to.deep.equal(["always", undefined, "components/bootstrap/a"]);
  });

  it("is only what always runs, for a text and for no change", () => {
    expect(run("docs/page.md", "README.md", "testbed/README.md")).to.deep.equal(["engine/one.test.ts"]);
    expect(run()).to.deep.equal(["engine/one.test.ts"]);
  });

  it("is a slow file that covers a text by its name", () => {
    const page = { ...coverage, slow: { ...coverage.slow, "engine/docs.test.ts": { covers: ["docs/page.md"] } } };
    const why = (changed: string) => whyRun(page, "engine/docs.test.ts", [changed]);
    expect(why("docs/page.md")).to.equal("docs/page.md");
    expect(why("docs/other.md")).to.equal(undefined);
  });

  it("is a slow file that itself changed", () => {
    expect(run("tests/engine/two.test.ts")).to.deep.equal(["engine/one.test.ts", "engine/two.test.ts"]);
  });

  it("is everything for what every test rests on, for a path that nobody knows, and where no run is recorded", () => {
    expect(run("testbed/engine/setup")).to.deep.equal(files);
    expect(run("components/gone.ts")).to.deep.equal(files);
    expect(run("components/two.ts.orig")).to.deep.equal(files);
    expect(whyRun(coverage, "engine/two.test.ts", undefined)).to.match(/^no run is recorded/);
  });

  it("is no file whose tests another one has that runs, too", () => {
    expect(withoutRepeated(coverage, files)).to.deep.equal(["engine/one.test.ts", "vm/machine.test.ts"]);
    expect(withoutRepeated(coverage, files.slice(0, 2))).to.deep.equal(files.slice(0, 2));
  });
});
