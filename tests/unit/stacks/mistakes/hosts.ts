/** Mistakes in the engine of host local or existing: its address, its keys, the group of its socket. */
import { certificate, key } from "../../support/pems";
import { block, type Mistake } from "../../support/stack-config";

const keys = { caCert: certificate, clientCert: certificate, clientKey: key };

export const hosts: Mistake[] = [
  [
    { local: block({ socketGid: "docker" }) },
    ['JD104 local.socketGid: "docker" is not a number: a whole number from 0 to 4294967294'],
  ],
  ...[
    "tcp://ci';id;':2376",
    "tcp://$(id):2376",
    "tcp://-x:2376",
    "ssh://-oProxyCommand=id",
    "ssh://a;b@ci",
    "ssh://ci`id`",
  ].map((dockerHost): Mistake => [
    { host: "existing", access: "dind", existing: block({ dockerHost }) },
    [
      `JD201 existing.dockerHost: "${dockerHost}" is not an engine's address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host`,
    ],
  ]),
  ...["ci.example.org:8080", "https://ci.example.org", "ci {\n\timport x\n}", "-x", "a b", ""].map(
    (address): Mistake => [
      { host: "existing", access: "dind", existing: block({ dockerHost: "ssh://ci", address }) },
      [
        `JD104 existing.address: ${JSON.stringify(address)} is not the name or IP address of a machine, e.g. ci.example.org. It has no scheme and no port`,
      ],
    ],
  ),
  ...["/run/a,b.sock", "/run/a:b", "/run/a\nb", "docker.sock", "/run/../x", '/run/"x"'].map((socketPath): Mistake => [
    { host: "existing", existing: block({ dockerHost: "ssh://ci", socketPath, socketGid: 998 }) },
    [
      `JD104 existing.socketPath: ${JSON.stringify(socketPath)} is not the path of a socket: /folder/name, of letters, digits and . _ @ % + -`,
    ],
  ]),
  [
    { host: "existing", access: "dind" },
    [
      'JD105 existing.dockerHost: is needed: the engine\'s address, e.g. "ssh://docker@ci.example.org" or "tcp://ci.example.org:2376"',
    ],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "ci.example.org" }) },
    [
      'JD201 existing.dockerHost: "ci.example.org" is not an engine\'s address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host',
    ],
  ],
  [
    { host: "existing", existing: block({ dockerHost: "ssh://docker:word@build1", socketGid: 1 }) },
    [
      'JD201 existing.dockerHost: "ssh://docker:…@build1" is not an engine\'s address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host. It holds no password: ssh has its agent and keys',
    ],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "tcp://ci.example.org", ...keys }) },
    ['JD201 existing.dockerHost: "tcp://ci.example.org" has no port: engines with TLS usually listen on 2376'],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "ssh://ci", clientKey: keys.clientKey }) },
    ["JD202 existing.clientKey: has no effect with ssh://ci: TLS keys belong to tcp:// addresses. Remove it"],
  ],
  [
    {
      host: "existing",
      access: "dind",
      existing: block({ dockerHost: "tcp://ci:2376", ...keys, clientKey: "c2VjcmV0" }),
    },
    ["JD202 existing.clientKey: is not a PEM: it has no line -----BEGIN PRIVATE KEY-----"],
  ],
  [
    { host: "existing", existing: block({ dockerHost: "ssh://ci" }) },
    ['JD203 existing.socketGid: is needed with access "dood": on that machine, stat -c %g /var/run/docker.sock'],
  ],
];
