import { expect } from "chai";
import { mergeCasc } from "../../../components/jenkins/casc/merge";
import { refusal } from "../../../components/jenkins/casc/reload";
import { reloadOption } from "../../../components/jenkins/casc/reload-token";
import { renderCasc } from "../../../components/jenkins/casc/render";

const settings = {
  url: "http://localhost:8080",
  executors: 0,
  clouds: [],
  credentials: { certificates: [], registries: [] },
  own: {},
};

describe("the casc", () => {
  it("is this text", () => {
    expect(renderCasc({ ...settings, executors: 2 })).to.equal(`jenkins:
  numExecutors: 2
  securityRealm:
    local:
      allowsSignup: false
      users:
        - id: admin
          password: \${adminPasswordHash}
  clouds: []
  authorizationStrategy:
    loggedInUsersCanDoAnything:
      allowAnonymousRead: false
unclassified:
  location:
    url: http://localhost:8080/
`);
  });

  it("takes what the user adds, and keeps the rest", () => {
    const own = { jenkins: { systemMessage: "CI", numExecutors: 0 }, tool: { git: {} } };
    const merged = mergeCasc({ jenkins: { numExecutors: 2, mode: "NORMAL" } }, own);
    expect(merged).to.deep.equal({
      jenkins: { numExecutors: 0, mode: "NORMAL", systemMessage: "CI" },
      tool: { git: {} },
    });
  });

  it("has one security realm: the user's instead of ours", () => {
    const own = { jenkins: { securityRealm: { oic: { clientId: "ci" } } } };
    const text = renderCasc({ ...settings, own });
    expect(text).to.contain("  securityRealm:\n    oic:\n      clientId: ci\n");
    expect(text).not.to.contain("local:");
  });

  it("does not fold long lines, which previews compare", () => {
    const systemMessage = "word ".repeat(60).trim();
    const text = renderCasc({ ...settings, own: { jenkins: { systemMessage } } });
    expect(text).to.contain(`  systemMessage: ${systemMessage}\n`);
  });

  it("leaves the user's own object as it was", () => {
    const own = { jenkins: { a: { b: 1 } } };
    mergeCasc({ jenkins: { a: { c: 2 } } }, own);
    expect(own).to.deep.equal({ jenkins: { a: { b: 1 } } });
  });
});

describe("the reload", () => {
  for (const [what, answer, said] of [
    ["an empty answer is success", "\n200", undefined],
    ["the plugin's JSON of success", '{"status":"ok"}\n200', undefined],
    [
      "the plugin's error, which comes with status 200",
      '{"status":"error","message":"Failed: \\"x\\""}\n200',
      'Failed: "x"',
    ],
    [
      "an error in plain text",
      'no configurator for the root element "jenkinz"\n500',
      'HTTP 500 no configurator for the root element "jenkinz"',
    ],
    ["a wrong token", "invalid token\n401", "HTTP 401 invalid token"],
    ["a Jenkins that does not answer", "curl: (7) Failed to connect\n000", "HTTP 000 curl: (7) Failed to connect"],
  ] as const) {
    it(`understands: ${what}`, () => {
      expect(refusal(answer)).to.equal(said);
    });
  }

  it("hands the token to the JVM in a file of options", () => {
    expect(reloadOption("abc")).to.equal("-Dcasc.reload.token=abc\n");
  });
});
