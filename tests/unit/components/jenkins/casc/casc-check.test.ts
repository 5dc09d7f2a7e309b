import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { cascDoubts, cascProblems } from "../../../../../components/jenkins/casc/casc-check";

const examples = path.join(__dirname, "../../../../../examples");
const texts = (casc: unknown) => cascProblems(casc).map(({ code, path: at, message }) => `${code} ${at}: ${message}`);

describe("the checker of a casc", () => {
  for (const [casc, said] of [
    [
      { jenkins: { sytemMessage: "CI" } },
      'JD305 casc.jenkins.sytemMessage: is not a key of Jenkins\' casc here. Did you mean "systemMessage"?',
    ],
    [{ jenkins: "CI" }, 'JD305 casc.jenkins: "CI" is not a mapping'],
    [{ jenkins: { quietPeriod: "soon" } }, 'JD305 casc.jenkins.quietPeriod: "soon" is not a number'],
    [{ jenkins: { disableRememberMe: "maybe" } }, 'JD305 casc.jenkins.disableRememberMe: "maybe" is not true or false'],
    [{ jenkins: { quietPeriod: "0x1F" } }, 'JD305 casc.jenkins.quietPeriod: "0x1F" is not a number'],
    [{ jenkins: { systemMessage: ["CI"] } }, "JD305 casc.jenkins.systemMessage: a list is not a text"],
    [{ jenkins: { nodes: {} } }, "JD305 casc.jenkins.nodes: a mapping is not a list"],
    [
      { unclassified: { location: { adres: "x" } } },
      "JD305 casc.unclassified.location.adres: is not a key of Jenkins' casc here. Known here: adminAddress, url.",
    ],
    [{ jenkins: { securityRealm: null } }, "JD305 casc.jenkins.securityRealm: nothing is not a mapping"],
    [
      { jenkins: { authorizationStrategy: { loggedInUsersCanDoAnything: null } } },
      "JD305 casc.jenkins.authorizationStrategy.loggedInUsersCanDoAnything: nothing is not a mapping",
    ],
    [
      { jenkins: { securityRealm: { local: {}, oic: {} } } },
      "JD305 casc.jenkins.securityRealm: has local and oic, of which Jenkins takes exactly one",
    ],
    [
      { jenkins: { clouds: [{ docker: { templates: [{ dockerTemplateBase: { imgae: "a" } }] } }] } },
      'JD305 casc.jenkins.clouds[0].docker.templates[0].dockerTemplateBase.imgae: is not a key of Jenkins\' casc here. Did you mean "image"?',
    ],
    [
      { jobs: [{ scrpt: "x" }] },
      'JD305 casc.jobs[0].scrpt: is not a key of Jenkins\' casc here. Did you mean "script"?',
    ],
  ] as [unknown, string][]) {
    it(`says: ${said}`, () => {
      expect(texts(casc)).to.deep.equal([said]);
    });
  }

  for (const [title, casc] of [
    ["a plugin's own root element", { artifactory: { servers: [] } }],
    ["a plugin's own security realm", { jenkins: { securityRealm: { entra: { tenant: "x" } } } }],
    ["a security realm without settings", { jenkins: { authorizationStrategy: "unsecured" } }],
    ["a secret where a number has to be", { jenkins: { quietPeriod: "${period}" } }],
    ["numbers as texts, and texts that look like numbers", { jenkins: { quietPeriod: "5", systemMessage: 5 } }],
    ["a key with nothing after it", { unclassified: { location: { adminAddress: null, url: "http://a/" } } }],
    ["other words for true and false", { jenkins: { securityRealm: { local: { allowsSignup: "no" } } } }],
    ["letters of another case", { jenkins: { SystemMessage: "CI", SecurityRealm: { local: {} } } }],
    ["a root that is only for anchors", { "x-jenkins": { a: 1 }, "x-jobs": [] }],
    ["recorders of the log", { jenkins: { log: { recorders: [{ name: "all" }] } } }],
    [
      "another strategy of a template's agents",
      {
        jenkins: {
          clouds: [{ docker: { templates: [{ retentionStrategy: { idleMinutes: 10, terminateOnceDone: true } }] } }],
        },
      },
    ],
    ["a plugin's own way of credentials", { credentials: { testProvider: { secrets: [] } } }],
    ["a plugin's own realm, nearly called as one that is known", { jenkins: { securityRealm: { gitLab: {} } } }],
    ["another cloud", { jenkins: { clouds: [{ kubernetes: { name: "k8s" } }] } }],
  ] as [string, unknown][]) {
    it(`lets pass: ${title}`, () => {
      expect(texts(casc)).to.deep.equal([]);
    });
  }

  for (const file of fs.readdirSync(examples).filter((name) => name.endsWith(".yaml"))) {
    it(`lets pass: examples/${file}`, () => {
      expect(texts(parse(fs.readFileSync(path.join(examples, file), "utf8")))).to.deep.equal([]);
    });
  }

  it("doubts a name that is nearly a known one, where any plugin may add names", () => {
    const doubts = cascDoubts({ jenkin: {}, jenkins: { securityRealm: { gitLabOAut: {} } } });
    expect(doubts).to.deep.equal([
      'casc.jenkin: is perhaps a plugin\'s own. Did you mean "jenkins"?',
      'casc.jenkins.securityRealm.gitLabOAut: is perhaps a plugin\'s own. Did you mean "gitLabOAuth"?',
    ]);
    expect(cascDoubts({ jenkins: { systemMessage: "CI" } })).to.deep.equal([]);
  });
});
