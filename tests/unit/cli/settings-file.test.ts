import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { changed, changeSettings, shortName } from "../../../cli/settings-file";

const text = `# prod
config:
  acme:host: aws # of ours
  acme:jenkins:
    customImage: acme/jenkins@sha256:1
    plugins: ["git", "job-dsl", "junit"]
    backup: { password: { secure: AAAB } }
`;

describe("the settings of a stack", () => {
  it("are changed all at once, with their comments and secrets", () => {
    const set = [
      ["jenkins.image", "jenkins/jenkins:2.580.2"],
      ["jenkins.plugins[0]", "git:5.8.0"],
      ["jenkins.retainHome", "true"],
      ["jenkins.homeVolume", "home-2"],
    ] as [string, string][];
    const remove = ["jenkins.customImage", "jenkins.plugins[2]", "jenkins.plugins[1]"];
    expect(changed(text, "acme", { set, remove })).to.equal(`# prod
config:
  acme:host: aws # of ours
  acme:jenkins:
    plugins: [ "git:5.8.0" ]
    backup: { password: { secure: AAAB } }
    image: jenkins/jenkins:2.580.2
    retainHome: true
    homeVolume: home-2
`);
  });

  for (const [what, before] of [
    ["an empty file", ""],
    ["a config without a key", "config:\n"],
    ["a block without a key", "config:\n  acme:jenkins:\n"],
  ] as const)
    it(`are written into ${what}`, () => {
      expect(changed(before, "acme", { set: [["jenkins.homeVolume", "home"]] })).to.equal(
        "config:\n  acme:jenkins:\n    homeVolume: home\n",
      );
    });

  it("are in the folder that the project names, in a file of the stack's own name", () => {
    const project = fs.mkdtempSync(path.join(os.tmpdir(), "settings-"));
    try {
      fs.writeFileSync(path.join(project, "Pulumi.yaml"), "name: acme\nstackConfigDir: stacks\n");
      fs.mkdirSync(path.join(project, "stacks"));
      changeSettings(project, "org/prod", { set: [["jenkins.homeVolume", "home"]] });
      expect(fs.readdirSync(path.join(project, "stacks"))).to.deep.equal(["Pulumi.prod.yaml"]);
    } finally {
      fs.rmSync(project, { recursive: true });
    }
  });

  it("are of a stack whose name may have its organization before it", () => {
    expect(["prod", "acme/prod", "acme/jenkins/prod"].map(shortName)).to.deep.equal(["prod", "prod", "prod"]);
  });
});
