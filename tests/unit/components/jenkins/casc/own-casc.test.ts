import { expect } from "chai";
import { cascOf, cascSchema } from "../../../../../components/jenkins/casc/own-casc";
import { conflicts } from "../../../../../components/jenkins/casc/casc-merge";
import { renderCasc } from "../../../../../components/jenkins/casc/render";
import { parse } from "yaml";

/** The controller's casc with a user's own text in it, as Jenkins would read it. */
const rendered = (text: string) =>
  parse(
    renderCasc({
      url: "http://localhost:8080",
      executors: 0,
      clouds: [],
      credentials: { certificates: [], registries: [], fleets: [] },
      own: cascOf(text),
    }),
  ) as { jenkins: Record<string, unknown> };

describe("the text of a casc of one's own", () => {
  const company = `
x-company: &company
  securityRealm: { ldap: { configurations: [{ server: ldap.example.org }] } }
  authorizationStrategy: { globalMatrix: { entries: [] } }
  systemMessage: of the company
`;

  it("has its merges resolved: a realm and a strategy in one count, and not ours beside them", () => {
    const { jenkins } = rendered(`${company}jenkins:\n  <<: *company\n  systemMessage: of this team\n`);
    expect(jenkins.securityRealm).to.deep.equal({ ldap: { configurations: [{ server: "ldap.example.org" }] } });
    expect(jenkins.authorizationStrategy).to.deep.equal({ globalMatrix: { entries: [] } });
    expect(jenkins.systemMessage, "an explicit key wins").to.equal("of this team");
    expect(jenkins).not.to.have.property("<<");
  });

  it("is checked with its merges resolved", () => {
    const text = "x-c: &c { numExecutors: 3 }\njenkins: { <<: *c }\n";
    expect(conflicts(cascOf(text), "casc", (setting) => setting).map(({ path }) => path)).to.deep.equal([
      "casc.jenkins.numExecutors",
    ]);
    const node = "x-n: &n { name: a, dockerTemplateBase: { image: i } }";
    const template = `${node}\njenkins: { clouds: [{ docker: { name: more, templates: [{ <<: *n, labelString: a }] } }] }\n`;
    expect(cascSchema.safeParse(template).error?.issues ?? []).to.deep.equal([]);
  });

  it("does not take ours away by a key without a value", () => {
    const { jenkins } = rendered("jenkins: { securityRealm: , authorizationStrategy: ~, clouds: null }");
    expect(jenkins).to.deep.equal(rendered("jenkins: {}").jenkins);
    expect(jenkins.securityRealm).to.have.property("local");
    expect(rendered("jenkins:\n").jenkins).to.deep.equal(jenkins);
  });

  it("has one realm, however its key is written", () => {
    const { jenkins } = rendered("jenkins: { SecurityRealm: { ldap: {} }, NumExecutors: 2 }");
    expect(jenkins.securityRealm).to.deep.equal({ ldap: {} });
    expect(jenkins).not.to.have.property("SecurityRealm");
    const found = conflicts(cascOf("jenkins: { NumExecutors: 2 }"), "casc", (setting) => setting);
    expect(found.map(({ path }) => path)).to.deep.equal(["casc.jenkins.numExecutors"]);
  });

  for (const [text, message] of [
    ["", "is empty. Leave it out, or write a mapping: { jenkins: { systemMessage: CI } }"],
    ["# nothing yet\n", "is empty. Leave it out, or write a mapping: { jenkins: { systemMessage: CI } }"],
    ["- jenkins", "is a list, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }"],
    ["CI", "is a text, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }"],
    [
      "jenkins: { systemMessage: *hello* }",
      "is not valid YAML: *hello* stands for the anchor &hello*, which is not there. Quote a text that begins with *",
    ],
    ["a: 1\n---\nb: 1\n", "is not valid YAML: it has more than one document, and JCasC reads one. Remove the line ---"],
  ] as const) {
    it(`is refused: ${JSON.stringify(text)}`, () => {
      expect(cascSchema.safeParse(text).error?.issues.map((issue) => issue.message)).to.deep.equal([message]);
    });
  }
});
