import { expect } from "chai";
import { dockerConfig, registryOf } from "../../../../../components/jenkins/registries/registries";

describe("registries", () => {
  it("have their logins in a config.json, Docker Hub under its old name", () => {
    const logins = [
      { address: "registry.example.org:5000", username: "ci", password: "p:w" },
      { address: "docker.io", username: "hub", password: "word" },
    ];
    expect(JSON.parse(dockerConfig(logins))).to.deep.equal({
      auths: {
        "registry.example.org:5000": { auth: Buffer.from("ci:p:w").toString("base64") },
        "https://index.docker.io/v1/": { auth: Buffer.from("hub:word").toString("base64") },
      },
    });
  });

  for (const [image, found] of [
    ["registry.example.org:5000/ci/agent:1", "registry.example.org:5000"],
    ["localhost/agent:1", "localhost"],
    ["acme/agent:1", "docker.io"],
    ["agent:1", "docker.io"],
    ["ghcr.io/acme/agent:1", undefined],
  ] as const) {
    it(`know that ${image} is of ${found ?? "none of them"}`, () => {
      expect(registryOf(image, ["registry.example.org:5000", "localhost", "docker.io"])).to.equal(found);
    });
  }
});
