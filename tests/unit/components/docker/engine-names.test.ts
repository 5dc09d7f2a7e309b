import { expect } from "chai";
import { referenceProblem } from "../../../../components/text/image-reference";
import { imageNameOnEngine, nameOnEngine, ownerOf } from "../../../../components/docker/engine-names";

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
