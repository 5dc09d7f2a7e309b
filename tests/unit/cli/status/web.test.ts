import { expect } from "chai";
import { countAgents } from "../../../../cli/status/web";

describe("the agents of Jenkins", () => {
  it("are containers and machines of fleets, and not Jenkins itself or other people's machines", () => {
    const classes = [
      "hudson.model.Hudson$MasterComputer",
      "io.jenkins.docker.DockerComputer",
      "com.amazon.jenkins.ec2fleet.EC2FleetNodeComputer",
      "hudson.slaves.SlaveComputer",
    ];
    expect(countAgents([...classes.map((_class) => ({ _class })), {}])).to.equal(2);
  });
});
