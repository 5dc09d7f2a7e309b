import { expect } from "chai";
import {
  digestProblem,
  familiarReference,
  referenceProblem,
  registryIn,
  registryName,
} from "../../../../components/text/image-reference";

describe("an image reference", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  for (const image of [
    "jenkins/jenkins:lts",
    "localhost:5000/a/b:1.0",
    "REG.example.org/x:y",
    `a/b@${digest}`,
    `a/b:c@${digest}`,
  ]) {
    it(`may be ${image}`, () => {
      expect(referenceProblem(image)).to.equal(undefined);
    });
  }
  for (const image of ["jenkins/jenkins", "", "Jenkins:1", "a b:1", "jenkins/jenkins:", "a@sha256:12"]) {
    it(`may not be "${image}"`, () => {
      expect(referenceProblem(image)).to.contain(`"${image}" is not an image with a tag`);
    });
  }
  it("names one image for good by its digest alone", () => {
    expect(digestProblem(`a/b@${digest}`)).to.equal(undefined);
    expect(digestProblem("a/b:1")).to.contain('"a/b:1" does not name one image for good: REPOSITORY@sha256:…');
  });
});

describe("Docker Hub, whatever it is called", () => {
  for (const address of [
    "docker.io",
    "index.docker.io",
    "registry-1.docker.io",
    "registry.hub.docker.com",
    "hub.docker.com",
    "https://index.docker.io/v1/",
    "https://registry-1.docker.io/v2",
  ]) {
    it(`is ${address}`, () => {
      expect(registryName(address)).to.equal("docker.io");
    });
  }
  for (const address of ["registry.example.org:5000", "https://ghcr.io/v2/", "docker.io:5000", "mydocker.io"]) {
    it(`is not ${address}`, () => {
      expect(registryName(address)).to.equal(address);
    });
  }

  for (const [reference, familiar, registry] of [
    ["debian:13", "debian:13", "docker.io"],
    ["docker.io/debian:13", "debian:13", "docker.io"],
    ["docker.io/library/debian:13", "debian:13", "docker.io"],
    ["index.docker.io/jenkins/agent:1", "jenkins/agent:1", "docker.io"],
    ["registry-1.docker.io/jenkins/agent:1", "jenkins/agent:1", "docker.io"],
    ["library/debian:13", "library/debian:13", "docker.io"],
    ["jenkins/agent:1", "jenkins/agent:1", "docker.io"],
    ["ghcr.io/library/a:1", "ghcr.io/library/a:1", "ghcr.io"],
    ["localhost/a:1", "localhost/a:1", "localhost"],
    ["localhost:5000/a:1", "localhost:5000/a:1", "localhost:5000"],
    ["REG/a:1", "REG/a:1", "REG"],
  ] as const) {
    it(`${reference} is ${familiar} of ${registry}`, () => {
      expect(familiarReference(reference)).to.equal(familiar);
      expect(registryIn(reference)).to.equal(registry);
    });
  }
});
