import { expect } from "chai";
import { fleetProblems } from "../../../../../components/access/fleet/rules";

describe("the settings of access: fleet", () => {
  const found = (hasFleets: boolean, hasAgents: boolean) =>
    fleetProblems({ customImage: false, hasFleets, hasAgents }).map(({ code, path }) => `${code} ${path}`);

  it("are fleets, and nothing of agents in containers", () => {
    expect(found(true, false)).to.deep.equal([]);
    expect(found(false, true)).to.deep.equal(["JD105 fleets", "JD107 agents"]);
  });
});
