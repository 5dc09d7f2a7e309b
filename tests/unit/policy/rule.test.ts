import { expect } from "chai";
import { optionsOf, type Rule } from "../../../policy/rule";
import { rules } from "../../../policy/rules";

describe("the rules", () => {
  it("have options with defaults of their environment, which a config changes", () => {
    const [rule] = rules.filter(({ name }) => name === "images-pinned") as [Rule];
    expect(optionsOf(rule, "prod")).to.deep.equal({
      allowed: [],
      engines: false,
      dood: false,
      ports: [],
      hops: 1,
      digest: true,
      images: [],
    });
    expect(optionsOf(rule, "other").digest).to.equal(false);
    expect(optionsOf(rule, "prod", { digest: false, allowed: ["x"] }))
      .to.include({ digest: false })
      .and.have.deep.property("allowed", ["x"]);
  });
});
