import { expect } from "chai";
import { referenceProblem } from "../../../../components/text/image-reference";
import { hostnameOf, imageNameOnEngine, nameOnEngine, ownerOf } from "../../../../components/docker/engine-names";

const owner = { project: "ci", stack: "Team.dev_1", component: "jenkins" };

describe("names on the engine", () => {
  it("are the component's, the stack's and the thing's", () => {
    expect(nameOnEngine(owner)).to.equal("jenkins-Team.dev_1");
    expect(nameOnEngine(owner, "home")).to.equal("jenkins-Team.dev_1-home");
    expect(ownerOf(owner)).to.equal("ci/Team.dev_1/jenkins");
  });
  it("are without what Docker refuses", () => {
    expect(nameOnEngine({ ...owner, component: "my jenkins/x" })).to.equal("my-jenkins-x-Team.dev_1");
    expect(nameOnEngine({ ...owner, component: "_ci" })).to.equal("ci-Team.dev_1");
    expect(nameOnEngine({ ...owner, component: "-.é" }, "home")).to.equal("Team.dev_1-home");
    expect(referenceProblem(`${imageNameOnEngine({ ...owner, component: "_My--Jenkins" })}:1`)).to.equal(undefined);
    expect(imageNameOnEngine({ ...owner, stack: "dev" })).to.equal("jenkins-dev");
    expect(imageNameOnEngine(owner)).to.match(/^jenkins-team-dev-1-[0-9a-f]{6}$/);
    expect(imageNameOnEngine(owner)).not.to.equal(imageNameOnEngine({ ...owner, stack: "team.dev_1" }));
  });
  it("are machines' names, too, where they are not too long", () => {
    expect(hostnameOf("jenkins-dev-dind")).to.equal("jenkins-dev-dind");
    const longest = "x".repeat(63);
    expect(hostnameOf(longest)).to.equal(longest);
    const cut = hostnameOf(`${"x".repeat(55)}-${"y".repeat(40)}`);
    expect(cut).to.match(/^x{55}-[0-9a-f]{6}$/);
    expect(cut).not.to.equal(hostnameOf(`${"x".repeat(55)}-${"y".repeat(41)}`));
    expect(hostnameOf("y".repeat(64))).to.have.length(63);
  });
});
