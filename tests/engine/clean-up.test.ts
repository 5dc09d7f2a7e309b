/** The clean-up of a host's disk, on an engine that plays one. How full its disk is, and what day it is, are told by stubs. */
import { expect } from "chai";
import type Dockerode from "dockerode";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { connect } from "../../components/endpoint/connect";
import { ownerLabel } from "../../components/docker/engine-names";
import { hasImage, pull } from "./support/docker";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { repository } from "./support/stack";

const script = path.join(repository, "components/host/bootstrap/scripts/clean-up.sh");
const agentsDockerfile = path.join(repository, "components/jenkins/agents/context/Dockerfile");

describe("the clean-up of a host's disk", () => {
  let machine: OtherMachine;
  let engine: Dockerode;
  let folder: string;

  before(async () => {
    machine = await otherMachine("docker:29-dind");
    engine = await connect(machine.endpoint, 0);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "clean-up-"));
    for (const [name, text] of Object.entries({
      ca: machine.endpoint.caCert,
      cert: machine.endpoint.clientCert,
      key: machine.endpoint.clientKey,
    }))
      fs.writeFileSync(path.join(folder, `${name}.pem`), text, { mode: 0o600 });
    for (const image of ["alpine:3", "busybox:latest", "hello-world:latest"]) await pull(engine, image);
    await ended(await made("busybox:latest", "stopped"));
    await ended(await made("hello-world:latest", "ours", { [ownerLabel]: "ci/dev/jenkins" }));
    await made("hello-world:latest", "never-started");
    const [label = "no label"] = /^LABEL .+$/m.exec(fs.readFileSync(agentsDockerfile, "utf8")) ?? [];
    const agents = `FROM hello-world:latest\n${label}\n`;
    execFileSync("docker", ["build", "--quiet", "--tag", "of-agents:1", "-"], { input: agents, env: client() });
    await engine.createVolume({ Name: "a-home" });
  });
  after(async () => {
    await machine.remove();
    fs.rmSync(folder, { recursive: true });
  });

  const made = (Image: string, name: string, Labels: Record<string, string> = {}) =>
    engine.createContainer({ Image, name, Labels });
  const ended = async (container: Dockerode.Container) => {
    await container.start();
    await container.wait();
  };

  /** Runs it on a disk that is so full, so many days from now. */
  function cleansUp(percent: number, days: number): string {
    const stub = (name: string, body: string) => {
      fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    };
    stub("df", `printf 'Use%%\\n ${String(percent)}%%\\n'`);
    const then = `"@$(($(/bin/date +%s) + ${String(days - 1)} * 86400))"`;
    stub("date", `[ "$2" != '24 hours ago' ] || set -- -d ${then} "$3"\nexec /bin/date "$@"`);
    return execFileSync("bash", [script], {
      encoding: "utf8",
      env: { ...client(), PATH: `${folder}:${process.env.PATH ?? ""}` },
    });
  }
  const client = () => ({
    ...process.env,
    DOCKER_HOST: machine.endpoint.dockerHost,
    DOCKER_TLS_VERIFY: "1",
    DOCKER_CERT_PATH: folder,
  });
  const images = async () => {
    const names = ["alpine:3", "busybox:latest", "hello-world:latest"];
    const there = await Promise.all(names.map((name) => hasImage(engine, name)));
    return names.filter((_, index) => there[index]);
  };
  const containers = async () =>
    (await engine.listContainers({ all: true })).map(({ Names }) => Names.join().replace("/", "")).sort();

  it("does nothing while there is room", async () => {
    expect(cleansUp(79, 9)).to.equal("");
    expect(await images()).to.have.length(3);
  });

  it("takes nothing that came in the last day, however full the disk is, and says that it is", async () => {
    expect(cleansUp(95, 0)).to.match(/still over 80 % used: what is left is in use, recent, or in volumes\n$/);
    expect(await images()).to.have.length(3);
    expect(await containers()).to.deep.equal(["never-started", "ours", "stopped"]);
  });

  it("takes what ended and what nothing uses, and neither ours, nor what never ran, nor what a container uses, nor volumes", async () => {
    cleansUp(95, 2);
    expect(await images()).to.deep.equal(["hello-world:latest"]);
    expect(await hasImage(engine, "of-agents:1"), "the image of agents, which nothing uses between builds").to.equal(
      true,
    );
    expect(await containers()).to.deep.equal(["never-started", "ours"]);
    expect((await engine.listVolumes()).Volumes.map(({ Name }) => Name)).to.include("a-home");
  });
});
