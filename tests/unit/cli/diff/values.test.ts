import { expect } from "chai";
import { differences } from "../../../../cli/diff/values";
import type { Change } from "../../../../components/changes/change-rules";
import { step } from "../../support/changes";

describe("the values of a change", () => {
  const shown = (before: object, after: object) =>
    differences(step({ before: before as Change["before"], after: after as Change["after"] }));

  it("stand side by side, by their paths, without what Pulumi keeps for itself", () => {
    const before = { memory: 2048, __defaults: ["a"], agents: { templates: [{ cpus: 1 }] } };
    const after = { memory: 4096, __defaults: ["b"], agents: { templates: [{ cpus: 2 }] }, user: "ci" };
    expect(shown(before, after)).to.deep.equal([
      { path: "memory", short: "2048 => 4096" },
      { path: "agents.templates[0].cpus", short: "1 => 2" },
      { path: "user", short: '(none) => "ci"' },
    ]);
  });

  it("are what came and what went, of a list that grew", () => {
    expect(shown({ envs: ["A=1", "B=1"] }, { envs: ["A=1", "C=1", "D=1"] })).to.deep.equal([
      { path: "envs", short: '−"B=1", +"C=1", +"D=1"' },
    ]);
    const home = { target: "/home" };
    expect(shown({ mounts: [home, { target: "/sock", source: "x" }] }, { mounts: [home] })).to.deep.equal([
      { path: "mounts", short: '−"/sock"' },
    ]);
  });

  it("are lines, of a text that has some", () => {
    const text = (middle: string) => `a\nb\nc\n${middle}\nd\ne\nf\n`;
    expect(shown({ content: text("old") }, { content: text("new") })).to.deep.equal([
      { path: "content", lines: [" b", " c", "-old", "+new", " d", " e"] },
    ]);
  });

  it("say what is not known yet", () => {
    expect(shown({ image: "sha256:1" }, { image: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).to.deep.equal([
      { path: "image", short: '"sha256:1" => (known in the up)' },
    ]);
  });
});

describe("the difference that a change makes", () => {
  it("tells secrets that changed, cuts long values where they differ, and is code where it is a value", () => {
    const long = "x".repeat(200);
    const shown = differences(
      step({
        before: { a: "[secret]", b: `${long}1`, c: "8080" },
        after: { a: "[secret]", b: `${long}2`, c: 8080 },
        paths: ["a", "b", "c"],
      }),
    );
    expect(shown).to.deep.equal([
      { path: "b", short: `…${"x".repeat(20)}1" => …${"x".repeat(20)}2"` },
      { path: "c", short: '"8080" => 8080' },
      { path: "a", short: "[secret] => [another secret]" },
    ]);
  });
});
