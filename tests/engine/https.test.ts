/** The web interface by HTTPS, on this machine's engine. */
import { expect } from "chai";
import { connect as dial } from "node:tls";
import { printedBy } from "../../components/endpoint/execute";
import { renderCaddyfile } from "../../components/jenkins/controller/https/caddyfile";
import { defaultImages } from "../../components/default-images";
import { localEngine, tracesOf } from "./support/docker";
import { type Config, TestStack } from "./support/stack";

describe("jenkins.https", () => {
  let stack: TestStack;
  const https: Config = { https: {}, bindAddress: "127.0.0.1" };

  before(async () => {
    stack = await TestStack.create("https");
    await stack.up({ jenkins: {} });
    await stack.up({ jenkins: https }); // on the port that the controller had
    await (await stack.jenkins()).runs("image", "docker version");
  });
  after(() => stack.cleanUp());

  it("serves Jenkins with a certificate of the stack's own CA, and publishes it nowhere else", async () => {
    const jenkins = await stack.jenkins();
    expect(jenkins.url).to.equal(`https://localhost:${String(stack.port)}`);
    expect(await jenkins.status("api/json")).to.equal(200);
    const controller = await (await localEngine()).getContainer(stack.named()).inspect();
    expect(controller.HostConfig.PortBindings).to.deep.equal({});
    const front = await (await localEngine()).getContainer(stack.named("https")).inspect();
    expect(front.HostConfig.PortBindings).to.deep.equal({
      "443/tcp": [{ HostIp: "127.0.0.1", HostPort: String(stack.port) }],
    });
  });

  it("speaks HTTP/1.1, which upgrades need, and says to Jenkins by which address it was asked", async () => {
    const ca = await stack.output("caCert");
    const socket = dial({
      host: "localhost",
      port: stack.port,
      servername: "localhost",
      ca,
      ALPNProtocols: ["http/1.1"],
    });
    const answer = await new Promise<string>((resolve, reject) => {
      let text = "";
      socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
      socket.on("end", () => {
        resolve(text);
      });
      socket.on("error", reject);
      socket.write(`GET /login HTTP/1.1\r\nHost: localhost:${String(stack.port)}\r\nConnection: close\r\n\r\n`);
    });
    expect(answer).to.match(/^HTTP\/1\.1 200 /);
    expect(socket.alpnProtocol).to.equal("http/1.1");
  });

  it("runs builds, and has nothing to change afterwards", async () => {
    expect(await (await stack.jenkins()).history("image")).to.deep.equal(["SUCCESS"]);
    await stack.changesNothing();
  });

  it("keeps its key out of state and inspect", async () => {
    expect(stack.state()).not.to.contain("PRIVATE KEY");
    const front = await (await localEngine()).getContainer(stack.named("https")).inspect();
    expect(JSON.stringify(front)).not.to.contain("PRIVATE KEY");
  });

  it("goes back to plain HTTP on loopback, with the same home", async () => {
    await stack.up({ jenkins: {} });
    const jenkins = await stack.jenkins();
    expect(jenkins.url).to.equal(`http://localhost:${String(stack.port)}`);
    expect(await jenkins.history("image")).to.deep.equal(["SUCCESS"]);
    expect(
      (await tracesOf(await localEngine(), stack.name)).filter((one) => one.endsWith(stack.named("https"))),
    ).to.deep.equal([]);
  });

  it("has a configuration for a domain that Caddy takes", async () => {
    const text = renderCaddyfile({ domain: "ci.example.org", address: "203.0.113.9" });
    const file = `printf %s '${text}' >/tmp/Caddyfile`;
    const check = `${file} && caddy validate --config /tmp/Caddyfile --adapter caddyfile 2>&1`;
    expect(await printedBy(await localEngine(), defaultImages.caddy, ["sh", "-c", check])).to.contain(
      "Valid configuration",
    );
  });
});
