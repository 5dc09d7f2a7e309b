import { expect } from "chai";
import { accessModes } from "../../../../../components/access/modes";
import { homeLost, wrongTexts } from "../../../../../components/jenkins/check/checked-endpoint";

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

describe("the texts of an endpoint that somebody wrote", () => {
  const pathsOf = (endpoint: object, mode: keyof typeof accessModes, block?: object) =>
    wrongTexts(endpoint, { mode: accessModes[mode], block }).map(({ code, path }) => `${code} ${path}`);

  it("are refused where they would say more in a file of another syntax", () => {
    expect(pathsOf({ address: "ci {" }, "dind")).to.deep.equal(["JD104 endpoint.address"]);
    expect(pathsOf({ socketPath: "/run/a,b" }, "dood")).to.deep.equal(["JD104 endpoint.socketPath"]);
  });

  it("are left alone where nobody reads them, or where a preview does not know them yet", () => {
    expect(pathsOf({ socketPath: "/run/a b" }, "dind")).to.deep.equal([]);
    expect(pathsOf({ socketPath: "/run/a b" }, "dood", { socketPath: "/srv/b.sock", socketGid: 1 })).to.deep.equal([]);
    expect(pathsOf({ address: { unknown: true }, socketPath: undefined }, "dood")).to.deep.equal([]);
    expect(pathsOf({ address: "ci.example.org", socketPath: "/run/docker.sock" }, "dood")).to.deep.equal([]);
  });
});
