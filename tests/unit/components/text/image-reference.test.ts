import { expect } from "chai";
import { digestProblem, referenceProblem } from "../../../../components/text/image-reference";

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
