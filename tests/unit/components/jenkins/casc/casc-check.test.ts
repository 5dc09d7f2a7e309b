import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { cascProblems } from "../../../../../components/jenkins/casc/casc-check";

const examples = path.join(__dirname, "../../../../../examples");
const texts = (casc: unknown) => cascProblems(casc).map(({ code, path: at, message }) => `${code} ${at}: ${message}`);

describe("the checker of a casc", () => {
  for (const [casc, said] of [
    [
      { jenkins: { sytemMessage: "CI" } },
      'JD305 casc.jenkins.sytemMessage: is not a key of Jenkins\' casc here. Did you mean "systemMessage"?',
    ],
    [{ jenkin: {} }, 'JD305 casc.jenkin: is not a key of Jenkins\' casc here. Did you mean "jenkins"?'],
    [{ jenkins: "CI" }, 'JD305 casc.jenkins: "CI" is not a mapping'],
    [{ jenkins: { quietPeriod: "soon" } }, 'JD305 casc.jenkins.quietPeriod: "soon" is not a number'],
    [{ jenkins: { disableRememberMe: "yes" } }, 'JD305 casc.jenkins.disableRememberMe: "yes" is not true or false'],
    [{ jenkins: { systemMessage: ["CI"] } }, "JD305 casc.jenkins.systemMessage: a list is not a text"],
    [{ jenkins: { nodes: {} } }, "JD305 casc.jenkins.nodes: a mapping is not a list"],
    [
      { unclassified: { location: { adres: "x" } } },
      "JD305 casc.unclassified.location.adres: is not a key of Jenkins' casc here. Known here: adminAddress, url.",
    ],
    [{ unclassified: { location: { url: null } } }, "JD305 casc.unclassified.location.url: nothing is not a text"],
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
});
