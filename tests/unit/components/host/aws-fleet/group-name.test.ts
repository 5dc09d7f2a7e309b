import { expect } from "chai";
import { fleetOf, groupName } from "../../../../../components/host/aws-fleet/group-name";

describe("the name of a fleet's group", () => {
  for (const fleet of ["large", "fleet-large", "sfr-x"])
    it(`is not that of an EC2 Fleet, and tells the fleet: ${fleet}`, () => {
      expect(groupName(fleet)).not.to.match(/^(fleet|sfr)-/);
      expect(fleetOf(groupName(fleet))).to.equal(fleet);
    });
});
