import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { cascProblems } from "../../../components/jenkins/casc/check";
import { conflicts } from "../../../components/jenkins/casc/merge";
import { withOurCredentials } from "../../../components/jenkins/casc/credentials";
import { renderCasc } from "../../../components/jenkins/casc/render";

const examples = path.join(__dirname, "../../../examples");
const texts = (casc: unknown) => cascProblems(casc).map(({ code, path: at, message }) => `${code} ${at}: ${message}`);

describe("the checker of a casc", () => {
  for (const [casc, said] of [
    [
      { jenkins: { sytemMessage: "CI" } },
      'JD305 casc.jenkins.sytemMessage: is no key of Jenkins\' casc here. Did you mean "systemMessage"?',
    ],
    [{ jenkin: {} }, 'JD305 casc.jenkin: is no key of Jenkins\' casc here. Did you mean "jenkins"?'],
    [{ jenkins: "CI" }, 'JD305 casc.jenkins: "CI" is not a mapping'],
    [{ jenkins: { quietPeriod: "soon" } }, 'JD305 casc.jenkins.quietPeriod: "soon" is not a number'],
    [{ jenkins: { disableRememberMe: "yes" } }, 'JD305 casc.jenkins.disableRememberMe: "yes" is not true or false'],
    [{ jenkins: { systemMessage: ["CI"] } }, "JD305 casc.jenkins.systemMessage: a list is not a text"],
    [{ jenkins: { nodes: {} } }, "JD305 casc.jenkins.nodes: a mapping is not a list"],
    [
      { unclassified: { location: { adres: "x" } } },
      "JD305 casc.unclassified.location.adres: is no key of Jenkins' casc here. Known here: adminAddress, url.",
    ],
    [{ unclassified: { location: { url: null } } }, "JD305 casc.unclassified.location.url: nothing is not a text"],
    [
      { jenkins: { securityRealm: { local: {}, oic: {} } } },
      "JD305 casc.jenkins.securityRealm: has local and oic, of which Jenkins takes exactly one",
    ],
    [
      { jenkins: { clouds: [{ docker: { templates: [{ dockerTemplateBase: { imgae: "a" } }] } }] } },
      'JD305 casc.jenkins.clouds[0].docker.templates[0].dockerTemplateBase.imgae: is no key of Jenkins\' casc here. Did you mean "image"?',
    ],
    [{ jobs: [{ scrpt: "x" }] }, 'JD305 casc.jobs[0].scrpt: is no key of Jenkins\' casc here. Did you mean "script"?'],
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

  it("has its clouds beside ours", () => {
    const text = renderCasc({
      url: "http://localhost:8080",
      executors: 0,
      clouds: [{ docker: { name: "docker" } }],
      credentials: { certificates: [], registries: [] },
      own: { jenkins: { clouds: [{ kubernetes: { name: "k8s" } }] } },
    });
    expect((parse(text) as { jenkins: { clouds: unknown[] } }).jenkins.clouds).to.deep.equal([
      { docker: { name: "docker" } },
      { kubernetes: { name: "k8s" } },
    ]);
  });

  describe("that lists credentials", () => {
    const parts = { certificates: ["/certs/client"], registries: ["registry.example.org"] };
    const own = { credentials: { system: { domainCredentials: [{ credentials: [{ string: { id: "mine" } }] }] } } };

    it("has ours in its list, by the files that the controller has", () => {
      const { credentials } = withOurCredentials(own, parts) as typeof own;
      expect(credentials.system.domainCredentials).to.deep.equal([
        {
          credentials: [
            { string: { id: "mine" } },
            {
              x509ClientCert: {
                scope: "GLOBAL",
                id: "engine-client",
                description: "made by pulumi-jenkins-docker",
                clientKeySecret: "${readFile:/certs/client/key.pem}",
                clientCertificate: "${readFile:/certs/client/cert.pem}",
                serverCaCertificate: "${readFile:/certs/client/ca.pem}",
              },
            },
            {
              usernamePassword: {
                scope: "GLOBAL",
                id: "registry-registry.example.org",
                description: "made by pulumi-jenkins-docker",
                username: "${readFile:/run/secrets/docker/0-username}",
                password: "${readFile:/run/secrets/docker/0-password}",
              },
            },
          ],
        },
      ]);
    });

    it("keeps those of a domain apart", () => {
      const domains = [{ domain: { name: "d" }, credentials: [] }];
      const { credentials } = withOurCredentials(
        { credentials: { system: { domainCredentials: domains } } },
        parts,
      ) as typeof own;
      expect(credentials.system.domainCredentials).to.have.length(2);
      expect(credentials.system.domainCredentials[0]).to.deep.equal(domains[0]);
    });

    it("is left alone where it lists none", () => {
      expect(withOurCredentials({ jenkins: {} }, parts)).to.deep.equal({ jenkins: {} });
    });
  });
});
