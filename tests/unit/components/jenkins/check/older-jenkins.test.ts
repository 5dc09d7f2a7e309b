import { expect } from "chai";
import { olderJenkins } from "../../../../../components/jenkins/check/older-jenkins";

describe("an older Jenkins on the home of a newer one", () => {
  it("is refused, with the way back", () => {
    expect(olderJenkins("2.580.2", "jenkins/jenkins:2.570.3-lts-jdk21")).to.deep.include({
      code: "JD306",
      path: "image",
    });
    expect(olderJenkins("2.580.2", "registry.example.org:5000/jenkins:2.99")?.message).to.match(
      /^"registry\.example\.org:5000\/jenkins:2\.99" is older than Jenkins 2\.580\.2, which has run on this home/,
    );
  });

  for (const [what, image] of [
    ["the same", "jenkins/jenkins:2.580.2-lts-jdk21"],
    ["a newer one", "jenkins/jenkins:2.1000-jdk21"],
    ["the same of another base, by digest", `jenkins/jenkins:2.580.2-alpine@sha256:${"0".repeat(64)}`],
    ["a tag that does not say", "jenkins/jenkins:lts-jdk21"],
    ["an image of the user's own", undefined],
  ] as const)
    it(`is not ${what}`, () => {
      expect(olderJenkins("2.580.2", image)).to.equal(undefined);
    });

  it("is not told where the home does not say", () => {
    expect(olderJenkins(undefined, "jenkins/jenkins:2.1")).to.equal(undefined);
  });
});
