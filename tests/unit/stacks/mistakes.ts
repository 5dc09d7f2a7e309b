/** Mistakes in a stack's config, each with all that is said of it: code, path, value, what is allowed, the fix. */
import { certificate, key } from "../support/pems";
import { block, jenkins, type Texts } from "./said";

const keys = { caCert: certificate, clientCert: certificate, clientKey: key };
const digest = `jenkins@sha256:${"0".repeat(64)}`;

export const mistakes: [Texts, string[]][] = [
  [{ access: "dnid" }, ['JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote. Did you mean "dind"?']],
  [{ access: "kubernetes" }, ['JD101 access: "kubernetes" is not a way to reach Docker: dood, dind, remote.']],
  [{ host: "azure" }, ['JD102 host: "azure" is not a kind of host: local, existing, aws.']],
  [{ acces: "dind" }, ['JD103 acces: is not a setting. Did you mean "access"?']],
  [jenkins({ plugin: [] }), ['JD103 jenkins.plugin: is not a setting. Did you mean "plugins"?']],
  [
    { dind: block({ zzzzzzzz: 1 }) },
    ["JD103 dind.zzzzzzzz: is not a setting. Known here: daemon, runtime, image, registryMirrors."],
  ],
  [{ jenkins: "yes" }, ['JD104 jenkins: "yes" is not a mapping']],
  [jenkins({ plugins: "git" }), ['JD104 jenkins.plugins: "git" is not a list. Write [git]']],
  [jenkins({ port: "8080" }), ['JD104 jenkins.port: "8080" is not a number: a whole number from 1 to 65535']],
  [jenkins({ port: 0 }), ["JD104 jenkins.port: 0 is not allowed: a whole number from 1 to 65535"]],
  [jenkins({ port: 80.5 }), ["JD104 jenkins.port: 80.5 is not allowed: a whole number from 1 to 65535"]],
  [jenkins({ executors: -1 }), ["JD104 jenkins.executors: -1 is not allowed: a whole number from 0 to 1000"]],
  [jenkins({ memoryMiB: 2 }), ["JD104 jenkins.memoryMiB: 2 is not allowed: a whole number from 512 to 1048576 (MiB)"]],
  [jenkins({ cpus: 0 }), ["JD104 jenkins.cpus: 0 is not allowed: a number of CPUs from 0.1 to 1024"]],
  [jenkins({ protectHome: "yes" }), ['JD104 jenkins.protectHome: "yes" is not true or false']],
  [
    jenkins({ agents: { templates: [{ name: "a b" }] } }),
    ['JD104 jenkins.agents.templates[0].name: "a b" is not a template\'s name: letters, digits, "-", "_" and "."'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "x" }, { name: "x" }] } }),
    ['JD104 jenkins.agents.templates[1].name: "x" is the name of another template, too. Give each its own'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "a", mounts: ["/var/cache:/cache"], labels: ["a b"] }] } }),
    [
      'JD104 jenkins.agents.templates[0].labels[0]: "a b" is not one label: it has no spaces and no operators',
      'JD104 jenkins.agents.templates[0].mounts[0]: "/var/cache:/cache": "/var/cache:/cache" is no key of a mount, e.g. type=volume,src=maven,dst=/home/jenkins/.m2',
    ],
  ],
  [
    jenkins({ agents: { image: "jenkins/agent", containerCap: 0, templates: [] } }),
    [
      'JD302 jenkins.agents.image: "jenkins/agent" is not an image with a tag: REPOSITORY:TAG, e.g. jenkins/jenkins:2.580.2-lts-jdk21',
      "JD104 jenkins.agents.containerCap: 0 is not allowed: a whole number from 1 to 1000",
      "JD104 jenkins.agents.templates: is empty. Leave it out for the default: one, docker",
    ],
  ],
  [
    jenkins({ casc: { jenkins: { sytemMessage: "CI", numExecutors: 1 } } }),
    ['JD305 jenkins.casc.jenkins.sytemMessage: is no key of Jenkins\' casc here. Did you mean "systemMessage"?'],
  ],
  [
    jenkins({ casc: { jenkins: { numExecutors: 1 } } }),
    ["JD304 jenkins.casc.jenkins.numExecutors: is what jenkins.executors says. Set that instead"],
  ],
  [
    { registries: JSON.stringify([{ address: "https://r.example.org" }]) },
    [
      'JD104 registries[0].address: "https://r.example.org" is not a registry\'s address: host[:port], without https:// and path, e.g. registry.example.org:5000',
    ],
  ],
  [
    {
      registries: JSON.stringify([
        { address: "r.example.org", username: "ci", caCert: "x" },
        { address: "s.example.org", password: "p" },
      ]),
    },
    [
      "JD105 registries[0].password: is needed with username, as a secret",
      "JD202 registries[0].caCert: is not a PEM: it has no line -----BEGIN CERTIFICATE-----",
      "JD105 registries[1].username: is needed with password",
    ],
  ],
  [
    { secrets: JSON.stringify({ "a b": "x", adminPasswordHash: "x", empty: "" }) },
    [
      "JD104 secrets.a b: is not a secret's name: letters, digits, _ and -, e.g. oidcClientSecret",
      "JD104 secrets.adminPasswordHash: is the name of a file of ours. Choose another one",
      "JD104 secrets.empty: is empty. Give it a value, or remove it",
    ],
  ],
  [
    jenkins({ casc: "words" }),
    ["JD104 jenkins.casc: is a text, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }"],
  ],
  [
    jenkins({ bindAddress: "localhost" }),
    ['JD104 jenkins.bindAddress: "localhost" is not an IP address of the engine\'s machine, e.g. 127.0.0.1 or 0.0.0.0'],
  ],
  [jenkins({ timeZone: "Vienna" }), ['JD104 jenkins.timeZone: "Vienna" is not a time zone, e.g. Europe/Vienna']],
  [
    jenkins({ homeVolume: "/srv/home" }),
    ['JD104 jenkins.homeVolume: "/srv/home" is not the name of a Docker volume. A folder of the host cannot be a home'],
  ],
  [
    jenkins({ plugins: ["git", "git:"] }),
    ['JD301 jenkins.plugins[1]: "git:" is not a plugin: ID or ID:VERSION, e.g. git or git:5.8.0'],
  ],
  [
    jenkins({ image: "jenkins/jenkins" }),
    [
      'JD302 jenkins.image: "jenkins/jenkins" is not an image with a tag: REPOSITORY:TAG, e.g. jenkins/jenkins:2.580.2-lts-jdk21',
    ],
  ],
  [
    { access: "dind", dind: block({ daemon: "side-car" }) },
    ['JD104 dind.daemon: "side-car" is not allowed: sidecar, embedded. Did you mean "sidecar"?'],
  ],
  [
    { access: "dind", dind: block({ runtime: "sysbox" }) },
    ['JD104 dind.runtime: "sysbox" is not allowed: privileged, sysbox-runc. Did you mean "sysbox-runc"?'],
  ],
  [
    { access: "dind", dind: block({ registryMirrors: ["mirror:5000"] }) },
    ['JD104 dind.registryMirrors[0]: "mirror:5000" is not a registry mirror: https://host[:port]'],
  ],
  [
    jenkins({ customImage: digest, plugins: ["git"] }),
    ["JD107 jenkins.plugins: has no use with customImage, which is taken as it is. Remove one of them"],
  ],
  [
    { access: "dind", dind: block({ daemon: "embedded" }), ...jenkins({ customImage: digest }) },
    [
      'JD107 dind.daemon: "embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage',
    ],
  ],
  [
    { host: "existing", access: "dind" },
    [
      'JD105 existing.dockerHost: is needed: the engine\'s address, e.g. "ssh://docker@ci.example.org" or "tcp://ci.example.org:2376"',
    ],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "ci.example.org" }) },
    [
      'JD201 existing.dockerHost: "ci.example.org" is no engine\'s address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host',
    ],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "tcp://ci.example.org", ...keys }) },
    ['JD201 existing.dockerHost: "tcp://ci.example.org" has no port: engines with TLS usually listen on 2376'],
  ],
  [
    { host: "existing", access: "dind", existing: block({ dockerHost: "ssh://ci", clientKey: keys.clientKey }) },
    ["JD202 existing.clientKey: has no use with ssh://ci: TLS keys belong to tcp:// addresses. Remove it"],
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
  [
    { host: "aws" },
    ['JD204 aws.allowedCidrs: is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]'],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"], usernsRemap: true }) },
    [
      'JD107 aws.usernsRemap: leaves no root to access "dood", which needs it. Remove it, or use dind.runtime: sysbox-runc',
    ],
  ],
  [
    {
      host: "aws",
      access: "dind",
      aws: block({ allowedCidrs: ["203.0.113.0/24"] }),
      dind: block({ runtime: "sysbox-runc" }),
    },
    ["JD105 aws.sysbox: is needed with dind.runtime: sysbox-runc: set it to true"],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"] }), ...jenkins({ protectHome: true }) },
    [
      "JD107 jenkins.protectHome: is true, and the data disk is not kept: the home is on it. Leave this out, and set aws.data.protect as you want both",
    ],
  ],
  [
    {
      host: "aws",
      aws: block({
        allowedCidrs: ["203.0.113.0/24"],
        subnetId: "subnet-00000001",
        data: { volumeId: "vol-00000001" },
      }),
      ...jenkins({ protectHome: false }),
    },
    [
      "JD107 jenkins.protectHome: is false, and the data disk is kept: the home is on it. Leave this out, and set aws.data.protect as you want both",
    ],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"] }), ...jenkins({ bindAddress: "127.0.0.1" }) },
    ['JD107 jenkins.bindAddress: "127.0.0.1" is reached from the VM alone. Leave it out'],
  ],
  [
    jenkins({ https: { domain: "localhost" } }),
    ['JD104 jenkins.https.domain: "localhost" is not a domain, e.g. ci.example.org'],
  ],
  [
    jenkins({ https: { domain: "ci.example.org" }, port: 8443 }),
    ["JD107 jenkins.port: has to be 443 with https.domain: ACME comes to that port. Remove it"],
  ],
  [
    { registryMirrors: block(["mirror.example.org"]) },
    ['JD104 registryMirrors[0]: "mirror.example.org" is not a registry mirror: https://host[:port]'],
  ],
  [
    { registryMirrors: "https://mirror.example.org" },
    ['JD104 registryMirrors: "https://mirror.example.org" is not a list. Write [https://mirror.example.org]'],
  ],
  [{ secrets: "word" }, ["JD104 secrets: this value is not a mapping"]],
  [
    jenkins({ agents: { templates: [{ name: "docker", pullPolicy: "sometimes" }] } }),
    ['JD104 jenkins.agents.templates[0].pullPolicy: "sometimes" is not allowed: always, missing, never.'],
  ],
  [
    jenkins({ agents: { templates: [{ name: "docker", memoryMiB: 64 }] } }),
    ["JD104 jenkins.agents.templates[0].memoryMiB: 64 is not allowed: a whole number from 128 to 1048576 (MiB)"],
  ],
  [
    jenkins({ agents: { templates: [{ labels: ["docker"] }] } }),
    ["JD105 jenkins.agents.templates[0].name: is needed: a string"],
  ],
  [
    jenkins({ agents: { template: [{ name: "docker" }] } }),
    ['JD103 jenkins.agents.template: is not a setting. Did you mean "templates"?'],
  ],
  [
    jenkins({ casc: { jenkins: { quietPeriod: "soon" } } }),
    ['JD305 jenkins.casc.jenkins.quietPeriod: "soon" is not a number'],
  ],
  [
    jenkins({ casc: { jenkins: { securityRealm: { local: {}, oic: {} } } } }),
    ["JD305 jenkins.casc.jenkins.securityRealm: has local and oic, of which Jenkins takes exactly one"],
  ],
  [
    jenkins({ casc: "jenkins: [" }),
    [
      "JD104 jenkins.casc: is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 11:",
    ],
  ],
  [
    { registries: block([{ address: "r.example.org" }, { address: "r.example.org" }]) },
    ['JD104 registries[1].address: "r.example.org" stands there twice. Remove one of them'],
  ],
  [
    { host: "aws", aws: block({ allowedCdirs: ["203.0.113.0/24"] }) },
    ['JD103 aws.allowedCdirs: is not a setting. Did you mean "allowedCidrs"?'],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/33"] }) },
    [
      'JD104 aws.allowedCidrs[0]: "203.0.113.0/33" is not a CIDR, e.g. 203.0.113.0/24, or 203.0.113.7/32 for one address',
    ],
  ],
  [
    { local: block({ socketGid: "docker" }) },
    ['JD104 local.socketGid: "docker" is not a number: a whole number from 0 to 4294967294'],
  ],
  [jenkins({ memoryMib: 4096 }), ['JD103 jenkins.memoryMib: is not a setting. Did you mean "memoryMiB"?']],
  [jenkins({ executors: "two" }), ['JD104 jenkins.executors: "two" is not a number: a whole number from 0 to 1000']],
];
