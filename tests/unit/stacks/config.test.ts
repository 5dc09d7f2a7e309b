import { expect } from "chai";
import { ConfigError } from "../../../components/problems";
import { certificate, key } from "../support/pems";
import { checkPassphrase, chosenDind, stackConfig } from "../../../stacks/config";

type Texts = Record<string, string>;
const block = (value: unknown) => JSON.stringify(value);
const jenkins = (value: unknown): Texts => ({ jenkins: block(value) });
const keys = { caCert: certificate, clientCert: certificate, clientKey: key };
const digest = `jenkins@sha256:${"0".repeat(64)}`;

/** What is said of a config: one line a problem. */
function said(texts: Texts, lock?: string[]): string[] {
  try {
    stackConfig("dev", texts, lock);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).to.match(/^pulumi-jenkins-docker: \d+ problems? in the configuration of stack dev\n/);
    return error.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`);
  }
}

describe("a stack's config", () => {
  for (const [title, texts] of [
    ["nothing at all", {}],
    ["the two words", { host: "local", access: "dind" }],
    ["a block of a mode that is not chosen", { access: "dood", dind: block({ daemon: "embedded" }) }],
    ["a block of a host that is not chosen", { existing: block({ address: "ci.example.org" }) }],
    [
      "an engine by SSH",
      { host: "existing", existing: block({ dockerHost: "ssh://me@ci.example.org", socketGid: 998 }) },
    ],
    [
      "an engine by mutual TLS",
      { host: "existing", access: "dind", existing: block({ dockerHost: "tcp://ci.example.org:2376", ...keys }) },
    ],
    [
      "everything of Jenkins",
      jenkins({
        image: "jenkins/jenkins:lts",
        plugins: ["git:5.8.0"],
        port: 1,
        bindAddress: "::",
        executors: 0,
        casc: { a: { b: [1] } },
        protectHome: true,
        memoryMiB: 4096,
        cpus: 1.5,
        javaOpts: "-Da=b",
        timeZone: "Europe/Vienna",
      }),
    ],
    ["an image and a home of one's own", jenkins({ customImage: digest, homeVolume: "old" })],
  ] as [string, Texts][]) {
    it(`may be ${title}`, () => {
      expect(said(texts)).to.deep.equal([]);
    });
  }

  for (const [texts, problems] of [
    [
      { access: "dnid" },
      ['JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote. Did you mean "dind"?'],
    ],
    [{ access: "kubernetes" }, ['JD101 access: "kubernetes" is not a way to reach Docker: dood, dind, remote.']],
    [{ host: "azure" }, ['JD102 host: "azure" is not a kind of host: local, existing, aws.']],
    [{ acces: "dind" }, ['JD103 acces: is not a setting. Did you mean "access"?']],
    [jenkins({ plugin: [] }), ['JD103 jenkins.plugin: is not a setting. Did you mean "plugins"?']],
    [
      { dind: block({ zzzzzzzz: 1 }) },
      ["JD103 dind.zzzzzzzz: is not a setting. Known here: daemon, runtime, image, registryMirrors."],
    ],
    [{ jenkins: "yes" }, ['JD104 jenkins: "yes" is not a mapping']],
    [jenkins({ plugins: "git" }), ['JD104 jenkins.plugins: "git" is not a list']],
    [jenkins({ port: "8080" }), ['JD104 jenkins.port: "8080" is not a number']],
    [jenkins({ port: 0 }), ["JD104 jenkins.port: 0 is not allowed: a whole number from 1 to 65535"]],
    [jenkins({ port: 80.5 }), ["JD104 jenkins.port: 80.5 is not allowed: a whole number from 1 to 65535"]],
    [jenkins({ executors: -1 }), ["JD104 jenkins.executors: -1 is not allowed: a whole number from 0 to 1000"]],
    [
      jenkins({ memoryMiB: 2 }),
      ["JD104 jenkins.memoryMiB: 2 is not allowed: a whole number from 512 to 1048576 (MiB)"],
    ],
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
      ['JD104 jenkins.casc: "words" is not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }'],
    ],
    [
      jenkins({ bindAddress: "localhost" }),
      [
        'JD104 jenkins.bindAddress: "localhost" is not an IP address of the engine\'s machine, e.g. 127.0.0.1 or 0.0.0.0',
      ],
    ],
    [jenkins({ timeZone: "Vienna" }), ['JD104 jenkins.timeZone: "Vienna" is not a time zone, e.g. Europe/Vienna']],
    [
      jenkins({ homeVolume: "/srv/home" }),
      [
        'JD104 jenkins.homeVolume: "/srv/home" is not the name of a Docker volume. A folder of the host cannot be a home',
      ],
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
      ['JD104 dind.runtime: "sysbox" is not allowed: privileged, sysbox-runc.'],
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
  ] as [Texts, string[]][]) {
    it(`says: ${problems[0] ?? ""}`, () => {
      expect(said(texts)).to.deep.equal(problems);
    });
  }

  it("has every problem named at once", () => {
    const texts = { access: "x", host: "y", ...jenkins({ port: 0, plugins: [":"], timeZone: "z" }), unknown: "1" };
    expect(said(texts).map((line) => line.split(":")[0])).to.have.members([
      "JD101 access",
      "JD102 host",
      "JD301 jenkins.plugins[0]",
      "JD104 jenkins.port",
      "JD104 jenkins.timeZone",
      "JD103 unknown",
    ]);
  });

  it("is compared with the plugin lock", () => {
    expect(said(jenkins({ plugins: ["job-dsl"] }), ["git:5.8.0"])[0]).to.match(
      /^JD303 jenkins\.plugins\[0\]: "job-dsl": the plugin lock does not have it/,
    );
    expect(said({}, ["git:"])[0]).to.match(/^JD301 /);
  });

  it("does not repeat a value that may be a key", () => {
    const secret = "c2VjcmV0LWtleQ";
    const existing = block({ dockerHost: "tcp://ci:2376", ...keys, clientKey: secret });
    expect(said({ host: "existing", access: "dind", existing }).join()).not.to.contain(secret);
    expect(
      said({
        host: "existing",
        access: "dind",
        existing: block({ dockerHost: "tcp://ci:2376", clientKey: [secret] }),
      }).join(),
    ).not.to.contain(secret);
  });

  it("is not for the passphrase of stack local, unless it is local's", () => {
    const file = "/clone/.local/passphrase";
    expect(() => {
      checkPassphrase("dev", file);
    }).to.throw("PULUMI_CONFIG_PASSPHRASE_FILE  is the generated passphrase of stack local.");
    checkPassphrase("local", file);
    checkPassphrase("dev", "/home/me/passphrase");
    checkPassphrase("dev", undefined);
  });

  it("gives the dind block to dind alone", () => {
    const dind = block({ daemon: "embedded" });
    expect(chosenDind(stackConfig("dev", { access: "dind", dind }))).to.deep.equal({ daemon: "embedded" });
    expect(chosenDind(stackConfig("dev", { access: "dood", dind }))).to.equal(undefined);
  });
});
