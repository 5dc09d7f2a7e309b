import { expect } from "chai";
import { imageNameOnEngine, nameOnEngine, ownerOf } from "../../../components/jenkins/names";
import { digestProblem, referenceProblem } from "../../../components/jenkins/image/reference";
import { urlOf } from "../../../components/jenkins/url";

const owner = { project: "ci", stack: "Team.dev_1", component: "jenkins" };

describe("names on the engine", () => {
  it("are the component's, the stack's and the thing's", () => {
    expect(nameOnEngine(owner)).to.equal("jenkins-Team.dev_1");
    expect(nameOnEngine(owner, "home")).to.equal("jenkins-Team.dev_1-home");
    expect(ownerOf(owner)).to.equal("ci/Team.dev_1/jenkins");
  });
  it("are without what Docker refuses", () => {
    expect(nameOnEngine({ ...owner, component: "my jenkins/x" })).to.equal("my-jenkins-x-Team.dev_1");
    expect(referenceProblem(`${imageNameOnEngine({ ...owner, component: "_My--Jenkins" })}:1`)).to.equal(undefined);
    expect(imageNameOnEngine({ ...owner, stack: "dev" })).to.equal("jenkins-dev");
    expect(imageNameOnEngine(owner)).to.match(/^jenkins-team-dev-1-[0-9a-f]{6}$/);
    expect(imageNameOnEngine(owner)).not.to.equal(imageNameOnEngine({ ...owner, stack: "team.dev_1" }));
  });
});

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

describe("the controller's address", () => {
  for (const [bind, address, url] of [
    ["127.0.0.1", "ci.example.org", "http://localhost:8080"],
    ["::1", "ci.example.org", "http://localhost:8080"],
    ["0.0.0.0", "ci.example.org", "http://ci.example.org:8080"],
    ["::", "2001:db8::1", "http://[2001:db8::1]:8080"],
    ["192.0.2.7", "ci.example.org", "http://192.0.2.7:8080"],
  ] as const) {
    it(`is ${url} when published on ${bind}`, () => {
      expect(urlOf(bind, 8080, address)).to.equal(url);
    });
  }
});
