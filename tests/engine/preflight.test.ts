/** What the check before an `up` finds on an engine, where a whole stack would only show it by chance. */
import { expect } from "chai";
import type Dockerode from "dockerode";
import { createServer, type Server } from "node:net";
import { ownerLabel } from "../../components/docker/engine-names";
import { findLocalEngine } from "../../components/host/find-local-engine";
import { thisMachine } from "../../components/host/this-machine";
import { preflight } from "../../components/jenkins/check/preflight";
import { localEngine, pull } from "./support/docker";
import { until } from "./support/jenkins-client";
import { freePort } from "./support/ports";

describe("a port whose container crashes in a loop", () => {
  const owner = `test/crashes-${String(process.pid)}/jenkins`;
  let port: number;
  let remove: () => Promise<void>;
  /** What has the port at the moment of the check. */
  let server: Server;

  before(async () => {
    port = await freePort();
    const engine = await localEngine();
    await pull(engine, "alpine:3");
    const container = await engine.createContainer({
      Image: "alpine:3",
      Cmd: ["false"],
      Labels: { [ownerLabel]: owner },
      HostConfig: {
        RestartPolicy: { Name: "always" },
        PortBindings: { "8080/tcp": [{ HostIp: "127.0.0.1", HostPort: String(port) }] },
      },
    });
    remove = () => container.remove({ force: true });
    await container.start();
    // The engine waits twice as long before each start. Now it waits for some 10 seconds.
    await until("a longer wait between two starts", 60, async () => {
      const { RestartCount: restarts, State: state } = await container.inspect();
      return restarts >= 7 && state.Restarting ? true : undefined;
    });
    server = createServer().listen(port, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
  });
  after(async () => {
    await remove();
    await new Promise((resolve) => server.close(resolve));
  });

  it("is the stack's own, between two of its starts", async () => {
    expect(await check(port, owner)).to.equal("nothing");
  });

  it("is another program's for any other stack", async () => {
    expect(await check(port, "test/other/jenkins")).to.contain("is in use by another program on this machine");
  });
});

describe("a port that another container has", () => {
  let port: number;
  let container: Dockerode.Container | undefined;

  /** A container that publishes it for one protocol. */
  async function publish(protocol: "tcp" | "udp"): Promise<void> {
    const engine = await localEngine();
    await pull(engine, "alpine:3");
    container = await engine.createContainer({
      Image: "alpine:3",
      Cmd: ["sleep", "600"],
      HostConfig: { PortBindings: { [`53/${protocol}`]: [{ HostIp: "127.0.0.1", HostPort: String(port) }] } },
    });
    await container.start();
  }

  beforeEach(async () => {
    container = undefined;
    port = await freePort();
  });
  afterEach(() => container?.remove({ force: true }));

  it("is free for Jenkins where that container has it for UDP", async () => {
    await publish("udp");
    expect(await check(port, "test/other/jenkins")).to.equal("nothing");
  });

  it("is in use where that container has it for TCP", async () => {
    await publish("tcp");
    expect(await check(port, "test/other/jenkins")).to.contain("is in use by container ");
  });
});

/** What the check says of a Jenkins that publishes a port, and needs nothing else. */
function check(port: number, owner: string): Promise<string> {
  const needs = {
    ports: [{ path: "port", bindAddress: "127.0.0.1", port }],
    images: {},
    controller: { name: "nobody" },
  };
  const home = { name: `${String(port)}-home`, adopted: false, own: `${String(port)}-home`, retainOwn: false };
  return preflight("Jenkins", findLocalEngine(thisMachine()).endpoint, { owner, home, ...needs }).then(
    () => "nothing",
    (error: unknown) => (error as Error).message,
  );
}
