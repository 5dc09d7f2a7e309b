import { expect } from "chai";
import { parse } from "yaml";
import { renderCasc } from "../../../../../components/jenkins/casc/render";

const settings = {
  url: "http://localhost:8080",
  executors: 0,
  clouds: [],
  credentials: { certificates: [], registries: [], fleets: [] },
  own: {},
};

describe("the casc", () => {
  it("is this text", () => {
    expect(renderCasc({ ...settings, executors: 2 })).to.equal(`jenkins:
  numExecutors: 2
  slaveAgentPort: -1
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
});

describe("a casc of one's own", () => {
  it("has its clouds beside ours", () => {
    const text = renderCasc({
      url: "http://localhost:8080",
      executors: 0,
      clouds: [{ docker: { name: "docker" } }],
      credentials: { certificates: [], registries: [], fleets: [] },
      own: { jenkins: { clouds: [{ kubernetes: { name: "k8s" } }] } },
    });
    expect((parse(text) as { jenkins: { clouds: unknown[] } }).jenkins.clouds).to.deep.equal([
      { docker: { name: "docker" } },
      { kubernetes: { name: "k8s" } },
    ]);
  });
});
