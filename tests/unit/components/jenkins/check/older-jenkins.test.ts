import { expect } from "chai";
import { olderJenkins } from "../../../../../components/jenkins/check/older-jenkins";

describe("an older Jenkins on the home of a newer one", () => {
  const had = { image: "jenkins/jenkins:2.580.2-lts-jdk21", home: "ci-dev-home" };
  const has = (image: string | undefined, home = had.home) => olderJenkins(had, { image, home });

  it("is refused, with the way back", () => {
    expect(has("jenkins/jenkins:2.570.3-lts-jdk21")).to.deep.include({ code: "JD306", path: "image" });
    expect(has("registry.example.org:5000/jenkins:2.99")?.message).to.match(
      /^"registry\.example\.org:5000\/jenkins:2\.99" is older than Jenkins 2\.580\.2, which has written this home/,
    );
  });

  for (const [what, image, home] of [
    ["the same", had.image, undefined],
    ["a newer one", "jenkins/jenkins:2.1000-jdk21", undefined],
    ["the same of another base", "jenkins/jenkins:2.580.2-alpine", undefined],
    ["a tag that does not say", "jenkins/jenkins:lts-jdk21", undefined],
    ["an image of the user's own", undefined, undefined],
    ["another home", "jenkins/jenkins:2.570.3-lts-jdk21", "ci-dev-home-1a2b3c4d"],
  ] as const)
    it(`is not ${what}`, () => {
      expect(has(image, home)).to.equal(undefined);
    });

  it("is not told where nobody knows what was there before", () => {
    expect(olderJenkins({}, { image: "jenkins/jenkins:2.1", home: had.home })).to.equal(undefined);
    expect(
      olderJenkins({ image: "jenkins/jenkins:lts", home: had.home }, { ...had, image: "jenkins/jenkins:2.1" }),
    ).to.equal(undefined);
  });
});
