import { expect } from "chai";
import { missingForRelease, type Released } from "../../../../.github/scripts/release";

describe("a release", () => {
  const ready: Released = {
    tag: "v1.2.0",
    version: "1.2.0",
    changelog: "# pulumi-jenkins-docker\n\n## 1.2.0\n\n- More\n\n## 1.1.0\n",
    changesets: ["config.json", "README.md"],
  };

  it("lacks nothing where tag, version and changelog are one", () => {
    expect(missingForRelease(ready)).to.deep.equal([]);
  });

  for (const [what, change, says] of [
    ["another tag than the version", { tag: "v1.3.0" }, /the tag v1\.3\.0 is not of version 1\.2\.0/],
    ["a tag without v", { tag: "1.2.0" }, /the tag 1\.2\.0 is not/],
    ["no section of the changelog", { changelog: "# pulumi-jenkins-docker\n\n## 1.2.0-beta\n" }, /no section 1\.2\.0/],
    [
      "changes that are in no changelog",
      { changesets: ["config.json", "more.md"] },
      /not in the changelog yet .*: more\.md/,
    ],
  ] as const)
    it(`is refused: ${what}`, () => {
      const missing = missingForRelease({
        ...ready,
        ...change,
        changesets: [...("changesets" in change ? change.changesets : ready.changesets)],
      });
      expect(missing).to.have.length(1);
      expect(missing[0]).to.match(says);
    });
});
