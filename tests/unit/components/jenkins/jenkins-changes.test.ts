import { expect } from "chai";
import { hostRules } from "../../../../components/host/aws/aws-changes";
import { jenkinsRules } from "../../../../components/jenkins/jenkins-changes";
import { type Change, meaningOf } from "../../../../components/changes/change-rules";
import { meaningText, step, volume } from "../../support/changes";

describe("the meaning of a change", () => {
  for (const [what, given, means] of [
    ["a lost home", volume("jenkins-home"), /^loses Jenkins' home is deleted: .* in volume jenkins-home-dev are lost/],
    [
      "a lost cache",
      volume("jenkins-dind"),
      /^loses volume jenkins-dind-dev is deleted: the images and the build cache/,
    ],
    [
      "a restart",
      step({ reasons: ["image"] }),
      /^interrupts Jenkins \(container jenkins\) restarts, for its image: running builds end/,
    ],
    [
      "another inner engine",
      step({ name: "jenkins-dind" }),
      /^interrupts the builds' engine, container jenkins-dind, starts anew/,
    ],
    ["another front", step({ name: "jenkins-https" }), /^interrupts the web interface is away/],
    ["another casc", step({ name: "jenkins-casc" }), /^applies the casc is written anew/],
    ["other secrets", step({ name: "jenkins-secrets" }), /^applies secrets are written anew/],
  ] as [string, Change, RegExp][]) {
    it(`says: ${what}`, () => {
      expect(meaningText(given)).to.match(means);
    });
  }

  it("tells a Jenkins from its parts, whatever it is called", () => {
    for (const component of ["ci-dind", "ci-secrets", "ci-backup", "ci-https", "ci-builds"]) {
      expect(meaningText(step({ name: component, component }))).to.match(
        /^interrupts Jenkins \(container ci-\w+\) restarts/,
      );
      expect(meaningText(step({ name: `${component}-casc`, component }))).to.match(/^applies the casc is written anew/);
    }
  });

  it("names nothing of Jenkins for what is somebody else's", () => {
    const own = step({ parent: "", name: "grafana-home", op: "delete", type: "docker:index/volume:Volume" });
    expect(meaningOf([...jenkinsRules, ...hostRules], [own, step({ parent: "", name: "postgres" })])).to.deep.equal([]);
  });
});
