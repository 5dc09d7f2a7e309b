/** Certificates as they are renewed: by real handshakes, and on a real engine whose deployer's certificate has expired. */
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "node:tls";
import { type HostCa, certificateAuthority, clientCertificate } from "../../components/endpoint/certificates";
import { Jenkins } from "../../index";
import { connect } from "../../components/endpoint/connect";
import { clientOf } from "./support/keys";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { innerRegistry } from "./support/registry";
import { freePort } from "./support/ports";
import { saidWhenFailing, TestStack, type StateResource } from "./support/stack";

interface Pair {
  caCert: string;
  cert: string;
  key: string;
}
type Both = Record<"server" | "client", Pair>;

describe("a CA that follows another", () => {
  let stack: TestStack;
  let generation: HostCa = {};
  let first: Both;
  let second: Both;

  const made = async (ca: HostCa): Promise<Both> => {
    generation = ca;
    await stack.up({});
    return { server: await stack.output<Pair>("server"), client: await stack.output<Pair>("client") };
  };

  before(async () => {
    stack = await TestStack.create("ca", {
      program: () => {
        const authority = certificateAuthority("host", {}, generation);
        const server = authority.server("engine", { ipAddresses: ["127.0.0.1"] });
        return Promise.resolve({ server, client: authority.client("deployer") });
      },
    });
    first = await made({});
    second = await made({ generation: 2 });
  });
  after(() => stack.cleanUp());

  it("makes every key anew: one that was stolen opens nothing with the new certificate, which is in the state in clear", async () => {
    expect(second.client.key).not.to.equal(first.client.key);
    expect(second.server.key).not.to.equal(first.server.key);
    const stolen = { ...second.client, key: first.client.key };
    expect(await handshake(second.server, stolen)).to.match(/key values mismatch/);
  });

  it("makes every certificate anew", () => {
    expect(second.client.cert).not.to.contain(first.client.cert.trim());
    expect(second.server.cert).not.to.contain(first.server.cert.trim());
    expect(second.client.caCert).to.contain(first.client.caCert.trim());
  });

  for (const [title, server, client] of [
    ["a client that knows only the old one reaches the new server", () => second, () => first],
    ["a new client is let in by a server that knows only the old one", () => first, () => second],
    ["the new ones work together", () => second, () => second],
  ] as [string, () => Both, () => Both][]) {
    it(`has ${title}`, async () => {
      expect(await handshake(server().server, client().client)).to.equal("let in");
    });
  }

  it("stands alone once the old one is no longer trusted", async () => {
    const third = await made({ generation: 2, trustPrevious: false });
    expect(third.server.key, "no new certificates for that").to.equal(second.server.key);
    expect(await handshake(third.server, second.client)).to.equal("let in");
    expect(await handshake(third.server, third.client)).to.equal("let in");
    expect(await handshake(third.server, first.client)).not.to.equal("let in");
    expect(await handshake(third.server, { ...first.client, caCert: third.client.caCert })).not.to.equal("let in");
    await stack.changesNothing();
  });
});

/** Whether a server lets a client in, both with the CAs they know: "let in", or why not. */
async function handshake(server: Pair, client: Pair): Promise<string> {
  const listening = tls.createServer(
    { ca: server.caCert, cert: server.cert, key: server.key, requestCert: true, rejectUnauthorized: true },
    (socket) => socket.end("let in"),
  );
  listening.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = listening.address() as { port: number };
    return await new Promise<string>((resolve) => {
      let said = "";
      const keys = { ca: client.caCert, cert: client.cert, key: client.key };
      const socket = tls.connect({ host: "127.0.0.1", port, ...keys });
      socket.on("data", (data: Buffer) => (said += data.toString()));
      socket.on("error", (error: Error) => {
        resolve(error.message);
      });
      socket.on("close", () => {
        resolve(said);
      });
    });
  } catch (error) {
    return (error as Error).message;
  } finally {
    listening.close();
  }
}

describe("a deployer whose certificate has expired", () => {
  let machine: OtherMachine;
  let stack: TestStack;

  before(async () => {
    machine = await otherMachine("docker:29-dind");
    stack = await TestStack.create("expired", {
      program: () => {
        const ca = { cert: pulumi.output(machine.endpoint.caCert), key: pulumi.secret(machine.caKey) };
        const { cert, key } = clientCertificate("deployer", ca, {});
        const endpoint = pulumi.secret({ ...machine.endpoint, clientCert: cert, clientKey: key });
        const jenkins = new Jenkins("jenkins", { endpoint, executors: 1, bindAddress: "0.0.0.0" });
        return Promise.resolve({ url: jenkins.url, adminPassword: jenkins.adminPassword });
      },
    });
    await stack.up({});
  });
  after(async () => {
    await stack.cleanUp();
    await machine.remove();
  });

  it("is cured by an up alone, which replaces the certificate and nothing else", async () => {
    await (await stack.jenkins()).runs("kept", "docker version");
    const engine = await connect(machine.endpoint);
    const before = (await engine.listContainers({ all: true })).map(({ Id }) => Id);
    const expired = await clientOf({ cert: machine.endpoint.caCert, key: machine.caKey }, -1);
    await stack.edit((resources) => {
      expire(resources, expired);
    });
    // The trap: the engine's provider has the old certificate in the state.
    expect(await saidWhenFailing(() => stack.refresh())).to.match(/expired|bad certificate/);

    const { changes } = await stack.preview({});
    expect(changes).to.deep.include({
      op: "replace",
      type: "tls:index/locallySignedCert:LocallySignedCert",
      name: "deployer",
    });
    expect(changes.filter(({ op }) => op === "replace").map(({ name }) => name)).to.deep.equal(["deployer"]);
    await stack.up({});
    expect((await engine.listContainers({ all: true })).map(({ Id }) => Id)).to.deep.equal(before);
    expect(await (await stack.jenkins()).history("kept")).to.deep.equal(["SUCCESS"]);
    await stack.changesNothing();
  });
});

/** As the state is 825 days later. */
function expire(resources: StateResource[], expired: { clientCert?: string; clientKey?: string }): void {
  const passed = "2026-01-01T00:00:00Z";
  for (const { urn, inputs, outputs } of resources) {
    if (urn.endsWith("LocallySignedCert::deployer"))
      Object.assign(outputs, { certPem: expired.clientCert, validityEndTime: passed });
    if (urn.endsWith("pulumi:providers:docker::jenkins")) {
      const keys = { certMaterial: expired.clientCert, keyMaterial: expired.clientKey };
      Object.assign(inputs, keys);
      Object.assign(outputs, keys);
    }
  }
}

describe("certificates of a mode", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create("renew");
    await stack.up({ access: "remote", remote: { container: { port: await freePort(), ...innerRegistry() } } });
    await (await stack.jenkins()).runs("kept", "docker version");
  });
  after(() => stack.cleanUp());

  for (const [what, type, name, replaced] of [
    ["the CA", "PrivateKey", "jenkins-builds-ca", ["jenkins", "jenkins-builds"]],
    ["the engine's certificate", "PrivateKey", "jenkins-builds-engine", ["jenkins-builds"]],
    ["the controller's certificate", "PrivateKey", "jenkins-builds", ["jenkins"]],
  ] as [string, string, string, string[]][]) {
    it(`are renewed by an up: ${what}, and the containers that hold it`, async () => {
      const before = await ids();
      const history = await (await stack.jenkins()).history("kept");
      await stack.replace(`tls:index/privateKey:${type}`, name);
      const after = await ids();
      expect(Object.keys(after).filter((container) => after[container] !== before[container])).to.have.members(
        replaced,
      );
      const jenkins = await stack.jenkins();
      expect(await jenkins.history("kept")).to.deep.equal(history);
      expect(await jenkins.build("kept")).to.include({ result: "SUCCESS" });
      await stack.changesNothing();
    });
  }

  /** The containers' ids, by their names in the program. */
  async function ids(): Promise<Record<string, string>> {
    const names = ["jenkins", "jenkins-builds", "jenkins-casc", "jenkins-secrets"];
    const found = await Promise.all(names.map((name) => stack.resource("docker:index/container:Container", name)));
    return Object.fromEntries(found.map(({ id }, index) => [names[index] ?? "", id]));
  }
});
