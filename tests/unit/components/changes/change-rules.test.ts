import { expect } from "chai";
import { hostRules } from "../../../../components/host/aws/aws-changes";
import { jenkinsRules } from "../../../../components/jenkins/jenkins-changes";
import { meaningOf } from "../../../../components/changes/change-rules";
import { host, step, volume } from "../../support/changes";

describe("the meaning of a change", () => {
  it("says nothing of what only adds or changes in place", () => {
    const tags = step({
      op: "update",
      type: "aws:ec2/instance:Instance",
      parent: host,
      name: "aws",
      paths: ["tags.team"],
    });
    expect(
      meaningOf([...jenkinsRules, ...hostRules], [volume("jenkins-dind", "create"), tags, step({ op: "create" })]),
    ).to.deep.equal([]);
  });

  it("says the worst first, and nothing twice", () => {
    const all = meaningOf(
      [...jenkinsRules, ...hostRules],
      [step({ name: "jenkins-casc" }), step({}), volume("jenkins-home"), step({ name: "jenkins-casc" })],
    );
    expect(all.map(({ weight }) => weight)).to.deep.equal(["loses", "interrupts", "applies"]);
  });
});
