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
      credentials: { certificates: [], registries: [] },
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
});
