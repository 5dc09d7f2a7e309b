import { expect } from "chai";
import { isElsewhere, reachOf } from "../../../../cli/smoke/reach";

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

describe("the way to Jenkins", () => {
  const outputs = {
    access: "dood",
    adminUser: "admin",
    adminPassword: "nobody's",
    containerName: "jenkins-ci",
    homeVolume: "jenkins-ci-home",
  };
  const elsewhere = { dockerHost: "ssh://docker@ci.example.org" };

  it("is its URL", () => {
    const { jenkins } = reachOf({ ...outputs, url: "https://ci.example.org" }, elsewhere);
    expect(jenkins?.url).to.equal("https://ci.example.org");
  });

  it("is not this machine's own port, which would get the password", () => {
    expect(reachOf({ ...outputs, url: "http://localhost:8080" }, elsewhere)).to.deep.equal({
      unreached:
        "http://localhost:8080 is published on the engine's machine alone, and is not asked from here. With https, it is published to the network",
    });
  });

  it("is not known after an up that has failed", () => {
    expect(reachOf(outputs, elsewhere).unreached).to.equal("its URL is not known since an up has failed");
  });
});
