import { expect } from "chai";
import { countAgents, isElsewhere } from "../../../../cli/status/web";

describe("Jenkins, asked from this machine", () => {
  for (const [url, dockerHost, elsewhere] of [
    ["http://localhost:8080", "unix:///var/run/docker.sock", false],
    ["http://localhost:8080", "npipe:////./pipe/docker_engine", false],
    ["http://localhost:8080", "ssh://docker@ci.example.org", true],
    ["http://127.0.0.1:8080", "tcp://ci.example.org:2376", true],
    ["http://[::1]:8080", "ssh://docker@ci.example.org", true],
    ["https://ci.example.org", "ssh://docker@ci.example.org", false],
    ["https://localhost.example.org", "ssh://docker@ci.example.org", false],
  ] as const)
    it(`${elsewhere ? "is not" : "is"} what answers at ${url}, of the engine at ${dockerHost}`, () => {
      expect(isElsewhere(url, dockerHost)).to.equal(elsewhere);
    });
});

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
