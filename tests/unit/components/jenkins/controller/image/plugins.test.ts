import { expect } from "chai";
import { defaultPlugins } from "../../../../../../components/jenkins/controller/image/default-plugins";
import {
  lockProblems,
  openLockProblems,
  parseLock,
  pluginLines,
  pluginProblem,
} from "../../../../../../components/jenkins/controller/image/plugins";

describe("a plugin's line", () => {
  for (const line of [
    "git",
    "git:5.8.0",
    "docker-plugin:1308.vff6e33248305",
    "workflow-cps:2648.va9433432b33c",
    "blueocean:incrementals;io.jenkins.blueocean;1.2.3-rc100.abc",
    "mine:1.0:https://example.org/mine.hpi",
    "mine::https://example.org/mine.hpi",
  ]) {
    it(`may be ${line}`, () => {
      expect(pluginProblem(line)).to.equal(undefined);
    });
  }
  for (const line of [
    "",
    "git:",
    "git::",
    "git:incrementals;io.jenkins;",
    "git 5.8.0",
    "git@5.8.0",
    ":5.8.0",
    "git:5.8.0 # why",
    "git:5.8.0:ftp://example.org/x",
  ]) {
    it(`may not be "${line}"`, () => {
      expect(pluginProblem(line)).to.equal(`"${line}" is not a plugin: ID or ID:VERSION, e.g. git or git:5.8.0`);
    });
  }
});

describe("the plugins of an image", () => {
  it("are the default set, sorted", () => {
    expect(pluginLines([])).to.deep.equal([...defaultPlugins].sort());
  });
  it("are the user's version where there is one, and what the user adds", () => {
    const lines = pluginLines(["git:5.8.0", "job-dsl"]);
    expect(lines).to.include.members(["git:5.8.0", "job-dsl", "configuration-as-code"]).and.not.include("git");
    expect(lines).to.have.length(defaultPlugins.length + 1);
  });
  it("are the user's line where the plugin is from elsewhere, beside a lock, too", () => {
    const own = ["mine::https://example.org/mine.hpi", "yours:incrementals;org.example;1.0-rc1.a", "git:latest"];
    expect(pluginLines(own, ["git:5.8.0", "mine:1.0", "yours:1.0-rc1.a"])).to.deep.equal([
      "git:5.8.0",
      "mine::https://example.org/mine.hpi",
      "yours:incrementals;org.example;1.0-rc1.a",
    ]);
  });
  it("are those of the lock, and no others", () => {
    expect(pluginLines(["git"], ["git:5.8.0", "asm-api:9.8"])).to.deep.equal(["asm-api:9.8", "git:5.8.0"]);
  });
});

describe("a plugin lock", () => {
  it("is read without comments and blank lines", () => {
    expect(parseLock("# by hand\n\ngit:5.8.0 # why\n  asm-api:9.8\n")).to.deep.equal(["git:5.8.0", "asm-api:9.8"]);
  });
  it("has to have the plugin that keeps strangers out", () => {
    expect(openLockProblems(["git:5.8.0", "configuration-as-code:2077.v0b_8d0a_b_"], "plugins")).to.deep.equal([]);
    expect(openLockProblems(["git:5.8.0", "configuration-as-code-groovy:1.1"], "plugins")).to.deep.equal([
      {
        code: "JD303",
        path: "plugins",
        message:
          "the plugin lock lacks configuration-as-code, without which Jenkins reads no casc, and lets everybody in. Add it to the lock",
      },
    ]);
  });
  it("has to have what was asked for, in the version that was asked for", () => {
    const lock = ["git:5.8.0", "ant:1.0"];
    expect(lockProblems(["git", "ant:1.0"], lock, "plugins")).to.deep.equal([]);
    for (const line of [
      "git:latest",
      "git:experimental",
      "git::https://example.org/git.hpi",
      "git:5.8.0:https://example.org/git.hpi",
      "git:incrementals;org.jenkins-ci.plugins;5.8.0",
    ])
      expect(lockProblems([line], lock, "plugins"), line).to.deep.equal([]);
    expect(lockProblems(["git:5.9.0:https://example.org/git.hpi"], lock, "plugins")).to.have.length(1);
    const problems = lockProblems(["git:5.9.0", "job-dsl"], lock, "jenkins.plugins");
    expect(problems.map(({ code, path }) => `${code} ${path}`)).to.deep.equal([
      "JD303 jenkins.plugins[0]",
      "JD303 jenkins.plugins[1]",
    ]);
    expect(problems[0]?.message).to.match(
      /^"git:5\.9\.0": the plugin lock has git:5\.8\.0\. Delete the lock, run pulumi up/,
    );
    expect(problems[1]?.message).to.match(/^"job-dsl": the plugin lock does not have it\./);
  });
});
