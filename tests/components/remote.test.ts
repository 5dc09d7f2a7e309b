import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { Jenkins, type JenkinsArgs } from "../../index";
import { certificate, expired, key, otherKey } from "../unit/support/pems";
import { isSecret, preview, type Registered, valueOf } from "./mocks";

const endpoint = { dockerHost: "unix:///var/run/docker.sock", address: "localhost", socketGid: 998 };
const keys = { caCert: certificate, clientCert: certificate, clientKey: key };
const builds = { dockerHost: "tcp://builds:2376", ...keys, socketGid: 998 };
const short = ({ type, name }: Registered) => `${type.split(":").at(-1) ?? ""} ${name}`;

interface Upload {
  file: string;
  content: string;
}

/** Registers a Jenkins `ci` whose builds are elsewhere. */
async function made(remote: JenkinsArgs["remote"], args: Partial<JenkinsArgs> = {}) {
  let jenkins: Jenkins | undefined;
  const all = await preview(() => {
    jenkins = new Jenkins("ci", { endpoint, access: "remote", remote, ...args });
  });
  if (!jenkins) throw new Error("not made");
  const inputs = (type: string, name = "ci"): Record<string, unknown> => {
    const found = all.find((one) => short(one) === `${type} ${name}`);
    if (!found) throw new Error(`no ${type} ${name} in ${all.map(short).join(", ")}`);
    return found.inputs;
  };
  const secrets = inputs("Container").uploads as { value: Upload[] };
  const files = Object.fromEntries(secrets.value.map(({ file, content }) => [file, content]));
  return { all: all.map(short), inputs, files, jenkins };
}

describe("Jenkins, its builds elsewhere", () => {
  it("has a certificate of its own, and the deployer's key nowhere", async () => {
    const { all, inputs, files, jenkins } = await made({ endpoint: { ...builds, caKey: otherKey } });
    expect(all).to.include.members(["PrivateKey ci-builds", "CertRequest ci-builds", "LocallySignedCert ci-builds"]);
    expect(inputs("LocallySignedCert", "ci-builds")).to.include({ caCertPem: certificate });
    expect(isSecret(inputs("Container").uploads)).to.equal(true);
    expect(files).to.include({
      "/certs/client/ca.pem": certificate,
      "/certs/client/cert.pem": "certificate",
      "/certs/client/key.pem": "key in clear",
    });
    expect(inputs("Container").envs).to.include.members([
      "DOCKER_HOST=tcp://builds:2376",
      "DOCKER_TLS_VERIFY=1",
      "DOCKER_CERT_PATH=/certs/client",
    ]);
    expect(inputs("Container")).to.include({ privileged: false });
    const { buildEndpoint } = jenkins;
    expect(buildEndpoint && (await pulumi.isSecret(buildEndpoint))).to.equal(true);
    expect(buildEndpoint && (await valueOf(buildEndpoint)))
      .to.include({ dockerHost: "tcp://builds:2376", caKey: otherKey })
      .and.not.to.have.any.keys("clientCert", "clientKey");
  });

  it("does not mind the deployer's certificate, which it does not use", async () => {
    const { all } = await made({ endpoint: { ...builds, clientCert: expired, caKey: otherKey } });
    expect(all).to.include("Container ci");
  });

  it("signs with the newest CA, where there are two", async () => {
    const two = { ...builds, caCert: `${certificate}${expired}`, caKey: otherKey };
    const { inputs, files } = await made({ endpoint: two });
    expect(inputs("LocallySignedCert", "ci-builds")).to.include({ caCertPem: certificate });
    expect(files["/certs/client/ca.pem"]).to.equal(two.caCert);
  });

  it("has the endpoint's own key where it is told so", async () => {
    const { all, files } = await made({ endpoint: builds, ownKey: false });
    expect(all.filter((one) => one.startsWith("LocallySignedCert"))).to.deep.equal([]);
    expect(files["/certs/client/key.pem"]).to.equal(key);
  });

  it("reaches a whole pool, each engine with its own files", async () => {
    const second = { ...builds, dockerHost: "tcp://more:2376" };
    const { files } = await made({ endpoint: builds, ownKey: false, pool: [{ endpoint: second, ownKey: false }] });
    expect(files["/certs/builds-2/env"]).to.equal(
      "export DOCKER_HOST=tcp://more:2376 DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=/certs/builds-2\n",
    );
    expect(files["/certs/builds-2/key.pem"]).to.equal(key);
  });

  it("has a second engine in a container, on loopback alone, where that is asked for", async () => {
    const { inputs } = await made({ container: { port: 12376 } });
    const engine = inputs("Container", "ci-builds");
    expect(engine).to.deep.include({ privileged: true, ports: [{ internal: 2376, external: 12376, ip: "127.0.0.1" }] });
    expect((engine.mounts as { target: string }[]).map(({ target }) => target)).to.deep.equal(["/var/lib/docker"]);
    expect(inputs("Container").envs).to.include("DOCKER_HOST=tcp://builds:2376");
    expect(inputs("Container")).to.include({ privileged: false });
  });

  it("shows a reviewer which engine it is, without its keys", async () => {
    const { inputs } = await made({ endpoint: { ...builds, caKey: otherKey } });
    expect(inputs("Jenkins")).to.deep.include({
      access: "remote",
      remote: { engines: [{ dockerHost: "tcp://builds:2376", ownKey: true }] },
    });
  });

  for (const [title, args, message] of [
    ["no engine at all", { remote: {} }, /remote\.endpoint +is needed with access "remote"/],
    [
      "an engine and a container",
      { remote: { endpoint: builds, container: {} } },
      /remote\.container +has no effect with remote/,
    ],
    [
      "a container on the web interface's own port",
      { remote: { container: { port: 8080 } } },
      /remote\.container\.port +8080 is the port of/,
    ],
    [
      "the block of another mode",
      { access: "dood", remote: { endpoint: builds } },
      /remote +belongs to access "remote"/,
    ],
  ] as [string, Partial<JenkinsArgs>, RegExp][]) {
    it(`refuses ${title}`, async () => {
      let error: unknown;
      await preview(() => {
        try {
          new Jenkins("ci", { endpoint, access: "remote", ...args });
        } catch (thrown) {
          error = thrown;
        }
      });
      expect(String(error)).to.match(message);
    });
  }
});
