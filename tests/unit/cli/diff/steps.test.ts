import { expect } from "chai";
import { errorsOf, previewed } from "../../../../cli/diff/steps";

describe("what is read of a preview", () => {
  it("is none of a preview that failed", () => {
    const failed = { steps: [], diagnostics: [{ severity: "error", message: "error: 1 problem\n" }] };
    expect(() => previewed(JSON.stringify(failed))).to.throw("1 problem");
    expect(() => previewed(JSON.stringify({ steps: [{ op: "create" }] }))).to.throw("not what pulumi preview --json");
  });

  it("says why there is none", () => {
    const diagnostics = [
      { severity: "error", message: "1 problem\n" },
      { severity: "info", message: "x" },
    ];
    expect(errorsOf(JSON.stringify({ diagnostics }))).to.deep.equal(["1 problem"]);
    expect(errorsOf("words")).to.deep.equal([]);
  });

  it("has the component that a resource is of, whether it is there before or afterwards", () => {
    const jenkins = "urn:pulumi:dev::ci::pulumi-jenkins-docker:index:Jenkins";
    const urn = `${jenkins}$docker:index/container:Container::ci-dind`;
    const parent = `${jenkins}::ci-dind`;
    const steps = [
      { op: "delete", urn, oldState: { parent } },
      { op: "create", urn, newState: { parent } },
      { op: "create", urn: "urn:pulumi:dev::ci::a:b:C::own", newState: {} },
    ];
    const components = previewed(JSON.stringify({ steps })).steps.map(({ name, component }) => [name, component]);
    expect(components).to.have.deep.members([
      ["ci-dind", "ci-dind"],
      ["ci-dind", "ci-dind"],
      ["own", ""],
    ]);
  });

  it("is an error of another file", () => {
    for (const text of ["{}", "words"])
      expect(() => previewed(text)).to.throw("this is not what pulumi preview --json prints");
  });
});
