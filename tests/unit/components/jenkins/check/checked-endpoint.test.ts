import { expect } from "chai";
import { homeLost } from "../../../../../components/jenkins/check/checked-endpoint";

describe("a home on a host that keeps its data", () => {
  it("has to be kept, too", () => {
    expect(homeLost({ keepsData: true }, { retainHome: false })).to.deep.equal({
      code: "JD107",
      path: "retainHome",
      message:
        "is false, and the host keeps its data disk on destroy: a destroy would still delete the home on that disk. Set it to true",
    });
  });

  for (const [what, endpoint, settings] of [
    ["is kept", { keepsData: true }, { retainHome: true }],
    ["is a volume of somebody's own", { keepsData: true }, { retainHome: false, homeVolume: "mine" }],
    ["is on a host that keeps nothing", { keepsData: false }, { retainHome: false }],
    ["is on a host that has no say in it", {}, { retainHome: false }],
  ] as const) {
    it(`is right where it ${what}`, () => {
      expect(homeLost(endpoint, settings)).to.equal(undefined);
    });
  }
});
