import { expect } from "chai";
import { conflicts, mergeCasc } from "../../../../../components/jenkins/casc/casc-merge";

describe("the casc", () => {
  it("takes what the user adds, and keeps the rest", () => {
    const own = { jenkins: { systemMessage: "CI", numExecutors: 0 }, tool: { git: {} } };
    const merged = mergeCasc({ jenkins: { numExecutors: 2, mode: "NORMAL" } }, own);
    expect(merged).to.deep.equal({
      jenkins: { numExecutors: 0, mode: "NORMAL", systemMessage: "CI" },
      tool: { git: {} },
    });
  });

  it("leaves the user's own object as it was", () => {
    const own = { jenkins: { a: { b: 1 } } };
    mergeCasc({ jenkins: { a: { c: 2 } } }, own);
    expect(own).to.deep.equal({ jenkins: { a: { b: 1 } } });
  });
});

describe("a casc of one's own", () => {
  const found = (own: Record<string, unknown>) =>
    conflicts(own, "jenkins.casc", (setting) => `jenkins.${setting}`).map(
      ({ code, path: at, message }) => `${code} ${at}: ${message}`,
    );

  it("may not say what a setting says", () => {
    expect(found({ jenkins: { numExecutors: 2 } })).to.deep.equal([
      "JD304 jenkins.casc.jenkins.numExecutors: is what jenkins.executors says. Set that instead",
    ]);
  });

  it("may not have a cloud of our name", () => {
    const clouds = [{ docker: { name: "mine" } }, { docker: { name: "docker-2" } }];
    expect(found({ jenkins: { clouds } })).to.deep.equal([
      'JD304 jenkins.casc.jenkins.clouds[1].docker.name: "docker-2" is the name of a cloud of ours. Choose another one',
    ]);
  });
});
