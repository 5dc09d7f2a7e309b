import { expect } from "chai";
import { runOptions } from "../../../../cli/smoke/agent";
import { renderedClouds } from "../../../../cli/smoke/rendered-clouds";
import { casc } from "../../support/smoke-casc";

describe("smoke", () => {
  it("says a template in the words of docker run", () => {
    const template = renderedClouds(casc)[0]?.templates[0];
    expect(template && runOptions(template)).to.deep.equal([
      ...["--pull", "never", "--user", "jenkins", "--group-add", "2375"],
      ...["--mount", "type=bind,src=/var/run/docker.sock,dst=/var/run/docker.sock"],
      ...["--mount", "type=volume,dst=/home/jenkins/agent"],
      ...["--env", "A=b", "--memory", "2048m", "--memory-swap", "2048m", "--cpus", "2"],
    ]);
  });
});
