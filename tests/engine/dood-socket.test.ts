/** access: dood with another engine's socket: a rootless engine beside the one that runs Jenkins. */
import { expect } from "chai";
import type Dockerode from "dockerode";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { prove } from "../../cli/smoke/proofs";
import { defaultImages } from "../../components/default-images";
import { rootlessDataPath } from "../../components/paths";
import { Agents } from "./support/agents";
import { localEngine, pull, untilEngineIn } from "./support/docker";
import { innerRegistry } from "./support/registry";
import { type Config, TestStack } from "./support/stack";

const script = path.join(__dirname, "../../components/access/dind/rootless-engine.sh");

describe("dood with the socket of a rootless engine", () => {
  let folder: string;
  let other: Dockerode.Container;
  let stack: TestStack;
  let said: string;

  const socket = () => path.join(folder, "docker.sock");
  const config = (): Config => ({
    access: "dood",
    dood: { socketPath: socket(), socketGid: 1000 },
    jenkins: { executors: 1 },
  });

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "rootless-"));
    fs.chmodSync(folder, 0o755);
    const engine = await localEngine();
    const [mirror] = innerRegistry().registryMirrors ?? [];
    // In a container, as a machine with a user for it is not to be had here. Its group is its user's own, as rootless engines have it.
    const words = [`--host=unix://${socket()}`, "--group=0", ...(mirror ? [`--registry-mirror=${mirror}`] : [])];
    await pull(engine, defaultImages.rootlessEngine);
    other = await engine.createContainer({
      Image: defaultImages.rootlessEngine,
      User: "0",
      Entrypoint: ["sh", "-c", fs.readFileSync(script, "utf8")],
      Env: [`SOCKET_FOLDER=${folder}`, `ENGINE_ARGUMENTS=${words.join(" ")}`, `DOCKER_HOST=unix://${socket()}`],
      Volumes: { [rootlessDataPath]: {} },
      // As systemd does for its user, and this package for an engine of its own.
      HostConfig: { Privileged: true, Binds: [`${folder}:${folder}`], RestartPolicy: { Name: "unless-stopped" } },
    });
    await other.start();
    await answers();
    stack = await TestStack.create("guarded");
    said = await stack.up(config());
  });
  after(async () => {
    await stack.cleanUp();
    await other.remove({ force: true, v: true });
    fs.rmSync(folder, { recursive: true });
  });

  async function answers(): Promise<void> {
    await untilEngineIn(await localEngine(), other.id);
  }

  it("says whose rights builds have", () => {
    expect(said).to.contain(
      `which grants the rights of the engine at ${socket()}: with a rootless one those of its user`,
    );
  });

  it("has builds and agents on that engine, and Jenkins on the ordinary one", async () => {
    const log = await (await stack.jenkins()).runs("where", "docker info --format '{{.SecurityOptions}}'; docker ps");
    expect(log).to.contain("name=rootless");
    expect(log).not.to.contain(stack.named());
    const agents = await Agents.of(stack);
    await agents.with(async (agent) => {
      const { image: base } = agents.first().template.dockerTemplateBase;
      expect(await prove(agent, { base, registries: [] })).to.include("mounts its workspace into another container");
      const root = "docker run --rm --privileged alpine:3 sh -c ': >>/proc/sys/kernel/core_pattern'";
      expect((await agent.run(root)).status, "a build does not write the kernel's settings").not.to.equal(0);
    });
    await stack.changesNothing();
  });

  it("outlives a restart of that engine, without one of Jenkins", async () => {
    await other.restart();
    await answers();
    const agents = await Agents.of(stack);
    await agents.with(async (agent) => {
      expect((await agent.run("docker version --format '{{.Server.Os}}'")).output.trim()).to.equal("linux");
    });
  });
});
