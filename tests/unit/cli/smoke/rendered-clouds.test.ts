import { expect } from "chai";
import { renderedClouds } from "../../../../cli/smoke/rendered-clouds";
import { casc } from "../../support/smoke-casc";

describe("smoke", () => {
  it("finds our clouds in a casc, and leaves those of others alone", () => {
    expect(renderedClouds(casc).map(({ name }) => name)).to.deep.equal(["docker"]);
  });
});
