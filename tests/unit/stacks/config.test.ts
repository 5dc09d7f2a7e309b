import { expect } from "chai";
import { type Access, blockOf } from "../../../components/access/modes";
import { UserError } from "../../../components/text/user-error";
import { checkPassphrase, stackConfig, strayKeys } from "../../../stacks/config";
import { certificate, key } from "../support/pems";
import { block, jenkins, said, type Texts } from "../support/stack-config";
import { mistakes } from "./mistakes";

const project = "pulumi-jenkins-docker";
const digest = `jenkins@sha256:${"0".repeat(64)}`;
const keys = { caCert: certificate, clientCert: certificate, clientKey: key };

describe("a stack's config", () => {
  for (const [title, texts] of [
    ["nothing at all", {}],
    ["the two words", { host: "local", access: "dind" }],
    ["a block of a mode that is not chosen", { access: "dood", dind: block({ placement: "embedded" }) }],
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
        retainHome: true,
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
    const dind = block({ placement: "embedded" });
    const blockOfMode = (access: Access) => blockOf(stackConfig("dev", { access, dind }), access);
    expect(blockOfMode("dind")).to.deep.equal({ placement: "embedded" });
    expect(blockOfMode("dood")).to.equal(undefined);
  });
});

describe("keys of another namespace", () => {
  it("are told where they are ours", () => {
    const texts = { "jenkins-docker:access": "dind", "aws:region": "eu-central-1", [`${project}:host`]: "local" };
    expect(strayKeys(project, texts)).to.deep.equal([
      {
        code: "JD103",
        path: "jenkins-docker:access",
        message: "belongs to another project, and this program does not read it. Write pulumi-jenkins-docker:access",
      },
    ]);
  });

  it("are left to their providers", () => {
    expect(strayKeys(project, { "docker:host": "unix:///run/docker.sock", "aws:profile": "ci" })).to.deep.equal([]);
  });

  it("are told with all other mistakes", () => {
    const others = strayKeys(project, { "jenkins-docker:access": "dind" });
    expect(() => stackConfig("dev", { host: "azure" }, undefined, others)).to.throw(UserError, /2 problems/);
  });
});

describe("a mistake in a stack's config", () => {
  for (const [texts, problems] of mistakes) {
    it(`is told: ${problems[0] ?? ""}`, () => {
      expect(said(texts)).to.deep.equal(problems);
    });
  }

  it("is one of many, none of them tried twice", () => {
    const texts = mistakes.map(([given]) => JSON.stringify(given));
    expect(new Set(texts).size).to.equal(mistakes.length).and.to.be.at.least(60);
  });
});
