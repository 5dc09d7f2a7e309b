import { expect } from "chai";
import { accessModes } from "../../../../../components/access/modes";

describe("access: fleet", () => {
  it("grants nothing on Jenkins' machine, and needs nothing of it", () => {
    const { fleet } = accessModes;
    expect(fleet.grants(undefined)).to.equal(
      "**root** on the fleet's machine that runs the build, and nothing on Jenkins' machine",
    );
    expect(fleet.needs(undefined)).to.deep.equal({ images: {}, socketGroup: false, root: false });
    expect([fleet.buildsElsewhere(undefined), fleet.containerAgents]).to.deep.equal([true, false]);
  });
});
