import { expect } from "chai";
import { UserError } from "../../../../components/text/user-error";
import { stackConfig } from "../../../../stacks/config";
import { buildEndpointProblem, enginesOf } from "../../../../stacks/remote/remote-config";
import { certificate, expired, key, otherKey } from "../../support/pems";

const keys = { caCert: certificate, clientCert: certificate, clientKey: key };
const endpoint = { dockerHost: "tcp://builds.example.org:2376", ...keys, socketGid: 998 };
const aws = { allowedCidrs: ["203.0.113.0/24"] };

/** What is said of a remote block: one line a problem. */
function said(remote: unknown, more: Record<string, string> = {}): string[] {
  const block: Record<string, string> = remote === undefined ? {} : { remote: JSON.stringify(remote) };
  try {
    stackConfig("dev", { access: "remote", ...block, ...more });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }
}
const existing = { host: "existing", existing: JSON.stringify({ dockerHost: "ssh://ci", socketGid: 998 }) };

describe("the remote block of a stack's config", () => {
  for (const [title, remote, more] of [
    ["left out on this machine's engine", undefined, {}],
    ["the container's options alone", { container: { port: 12376 } }, {}],
    ["a VM", { host: "aws", aws }, existing],
    ["an engine that is given", { endpoint }, existing],
    ["another stack's", { stack: "acme/builds/prod" }, existing],
    [
      "a pool of all of them",
      {
        endpoint,
        pool: [
          { host: "aws", aws },
          { stack: "acme/builds/prod", ownKey: false },
        ],
      },
      {},
    ],
    [
      "kept while another mode is chosen",
      { host: "container", stack: "x" },
      { access: "dood", remote: '{"host":"aws"}' },
    ],
  ] as [string, unknown, Record<string, string>][]) {
    it(`may be ${title}`, () => {
      expect(said(remote, more)).to.deep.equal([]);
    });
  }

  for (const [remote, problem, more] of [
    [
      undefined,
      'JD105 remote: is needed with access "remote": host, endpoint or stack of the engine that builds use',
      existing,
    ],
    [{ host: "azure" }, 'JD102 remote.host: "azure" is not a kind of host: container, aws.'],
    [{ hots: "aws" }, 'JD103 remote.hots: is not a setting. Did you mean "host"?'],
    [
      { host: "aws", aws, stack: "a/b/c" },
      "JD107 remote: has host and stack, of which one is the builds' engine. Remove the others",
    ],
    [
      { host: "container" },
      'JD107 remote.host: "container" is to try the mode with, with host "local". Use aws, or endpoint or stack',
      existing,
    ],
    [
      { endpoint, pool: [{ host: "container" }] },
      'JD107 remote.pool[0].host: "container" is one beside the controller. Use aws, or endpoint or stack',
    ],
    [
      { host: "aws" },
      'JD204 remote.aws.allowedCidrs: is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]',
    ],
    [{ stack: "builds" }, 'JD104 remote.stack: "builds" is not a stack\'s full name: organization/project/stack'],
    [
      { endpoint: { ...endpoint, dockerHost: "ssh://builds" } },
      'JD201 remote.endpoint.dockerHost: "ssh://builds" is not an address of mutual TLS, which access "remote" goes by: tcp://host:2376, with keys',
    ],
    [
      { endpoint: keys },
      'JD105 remote.endpoint.dockerHost: is needed: the engine\'s address, e.g. "tcp://builds.example.org:2376"',
    ],
    [
      { endpoint: { ...endpoint, dockerHost: "tcp://builds.example.org" } },
      'JD201 remote.endpoint.dockerHost: "tcp://builds.example.org" has no port: engines with TLS usually listen on 2376',
    ],
    [
      { endpoint: { ...endpoint, clientKey: undefined } },
      "JD202 remote.endpoint.clientKey: is needed with tcp://builds.example.org:2376, as a PEM: an engine on the network is only reached by mutual TLS",
    ],
    [
      { endpoint: { ...endpoint, clientKey: otherKey } },
      "JD210 remote.endpoint.clientKey: is not the key of clientCert (CN=a test). Give the two that were made together",
    ],
    [
      { endpoint: { ...endpoint, clientCert: expired } },
      "JD210 remote.endpoint.clientCert: has expired on Feb  1 00:00:00 2020 GMT. Give a new one, and its clientKey",
    ],
    [
      { endpoint: { ...endpoint, caCert: certificate.slice(0, 100) } },
      "JD202 remote.endpoint.caCert: is a PEM that does not parse as a certificate. Was it cut off?",
    ],
    [
      { endpoint, ownKey: true },
      "JD107 remote.ownKey: is of use with stack alone: a host of this stack's own has its CA here, and endpoint has none. Remove it",
    ],
    [{ aws }, "JD105 remote.host: is needed with the block aws: set it to aws"],
    [
      { host: "aws", aws: { ...aws, privateIp: "10.0.0.9", subnetId: "subnet-00000001" } },
      "JD107 remote.aws.privateIp: is of a private address, and the controller's VM of an Elastic IP: it would not be let in. Give both a privateIp, or none",
      { host: "aws", aws: JSON.stringify(aws) },
    ],
    [{ container: { port: 0 } }, "JD104 remote.container.port: 0 is not allowed: a whole number from 1 to 65535"],
  ] as [unknown, string, Record<string, string> | undefined][]) {
    it(`says: ${problem}`, () => {
      expect(said(remote, more)).to.deep.equal([problem]);
    });
  }

  it("names its engines, and means a container where it says nothing", () => {
    const named = enginesOf({ pool: [{ stack: "a/b/c" }] }, true);
    expect(named.map(({ path, name, engine }) => [path, name, engine.host])).to.deep.equal([
      ["remote", "builds", "container"],
      ["remote.pool[0]", "builds-2", undefined],
    ]);
  });

  it("takes from another stack an endpoint with the keys that are used", () => {
    const { clientCert, clientKey, ...others } = { ...endpoint, caKey: otherKey };
    expect(buildEndpointProblem("a/b/c", others, true)).to.equal(undefined);
    expect(buildEndpointProblem("a/b/c", others, false)).to.match(/without keys for other machines/);
    const given = { dockerHost: endpoint.dockerHost, caCert: endpoint.caCert, clientCert, clientKey };
    expect(buildEndpointProblem("a/b/c", given, false)).to.equal(undefined);
    expect(buildEndpointProblem("a/b/c", given, true)).to.match(/without keys for other machines/);
  });

  for (const [output, problem] of [
    [
      undefined,
      '"a/b/c" has no output buildEndpoint: export the endpoint of its host under that name, and bring it up',
    ],
    [
      { dockerHost: "tcp://docker:2376" },
      '"a/b/c" has "tcp://docker:2376" as its buildEndpoint, without keys for other machines: it has to be of a host that is reached by mutual TLS',
    ],
    [
      "tcp://builds:2376",
      '"a/b/c" has no engine\'s address as its buildEndpoint, without keys for other machines: it has to be of a host that is reached by mutual TLS',
    ],
  ] as [unknown, string][]) {
    it(`takes from another stack no ${JSON.stringify(output)}`, () => {
      expect(buildEndpointProblem("a/b/c", output, true)).to.equal(problem);
    });
  }
});
