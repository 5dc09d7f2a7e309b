import { expect } from "chai";
import { withOurCredentials } from "../../../../../components/jenkins/casc/casc-credentials";

describe("a casc of one's own that lists credentials", () => {
  const parts = {
    certificates: ["/certs/client"],
    registries: ["registry.example.org"],
    fleets: [{ name: "large", user: "jenkins" }],
  };
  const own = { credentials: { system: { domainCredentials: [{ credentials: [{ string: { id: "mine" } }] }] } } };

  it("has ours in its list, by the files that the controller has", () => {
    const { credentials } = withOurCredentials(own, parts) as typeof own;
    expect(credentials.system.domainCredentials).to.deep.equal([
      {
        credentials: [
          { string: { id: "mine" } },
          {
            x509ClientCert: {
              scope: "SYSTEM",
              id: "engine-client",
              description: "made by pulumi-jenkins-docker",
              clientKeySecret: "${readFile:/certs/client/key.pem}",
              clientCertificate: "${readFile:/certs/client/cert.pem}",
              serverCaCertificate: "${readFile:/certs/client/ca.pem}",
            },
          },
          {
            basicSSHUserPrivateKey: {
              scope: "SYSTEM",
              id: "ssh-large",
              description: "made by pulumi-jenkins-docker",
              username: "jenkins",
              privateKeySource: { directEntry: { privateKey: "${readFile:/run/secrets/fleets/1/key}" } },
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

  it("has ours in it whatever the case of its keys, as Jenkins reads them", () => {
    const list = [{ credentials: [{ string: { id: "mine" } }] }];
    const other = { Credentials: { SYSTEM: { domaincredentials: list } } };
    const { Credentials, ...more } = withOurCredentials(other, parts) as typeof other;
    expect(more).to.deep.equal({});
    expect(Object.keys(Credentials.SYSTEM)).to.deep.equal(["domaincredentials"]);
    expect(Credentials.SYSTEM.domaincredentials[0]?.credentials).to.have.length(4);
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
