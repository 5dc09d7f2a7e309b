/** `pulumi-jenkins-docker bootstrap`: a machine that has nothing but SSH and sudo becomes a host. */
import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { connect } from "../../../components/endpoint/connect";
import { useClient } from "../../engine/support/ssh-client";
import { repository } from "../../engine/support/stack";
import { bootMachine, type Machine } from "../support/machine";

describe("bootstrap --ssh", () => {
  let folder: string;
  let machine: Machine | undefined;
  let address: string;
  const pathBefore = process.env.PATH;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bootstrap-ssh-"));
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "user")]);
    const userData = path.join(folder, "user-data.yaml");
    fs.writeFileSync(userData, "#cloud-config\n{}\n");
    machine = await bootMachine("bare", userData, ["--ssh-key", path.join(folder, "user.pub")]);
    expect(await machine.cloudInit()).to.equal(0);
    address = `ssh://debian@127.0.0.1:${await machine.port(22)}`;
    useClient(folder);
  });
  after(async () => {
    process.env.PATH = pathBefore;
    await machine?.remove();
    fs.rmSync(folder, { recursive: true });
  });

  const bootstrap = (...words: string[]) => {
    const command = ["--import=tsx", path.join(repository, "cli/index.ts"), "bootstrap", ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

  it("makes it a host that is reached by ssh://, and says what to write into the config", async () => {
    const { status, said } = bootstrap("--ssh", address, "--apply", "--registry-mirror", "https://mirror.example.org");
    expect(status, said).to.equal(0);
    expect(said).to.match(/^jenkins-docker-host: ready: Docker [\d.]+/m);
    expect(said).to.contain(`    dockerHost: ${address}\n    socketGid: 2375`);
    const engine = await connect({ dockerHost: address }, 0);
    const info = (await engine.info()) as { RegistryConfig: { Mirrors: string[] } };
    expect(info.RegistryConfig.Mirrors).to.deep.equal(["https://mirror.example.org/"]);
    expect(await machine?.run("stat -c %g /var/run/docker.sock")).to.equal("2375\n");
  });

  it("changes nothing when it is run again: the engine is not even restarted", async () => {
    const started = await machine?.run("systemctl show -p ActiveEnterTimestamp docker");
    const { status, said } = bootstrap("--ssh", address, "--apply", "--registry-mirror", "https://mirror.example.org");
    expect(status, said).to.equal(0);
    expect(await machine?.run("systemctl show -p ActiveEnterTimestamp docker")).to.equal(started);
  });

  it("takes other settings over", async () => {
    const { status, said } = bootstrap("--ssh", address, "--apply");
    expect(status, said).to.equal(0);
    expect(await machine?.run("cat /etc/docker/daemon.json")).not.to.contain("mirror");
    const engine = await connect({ dockerHost: address }, 0);
    const info = (await engine.info()) as { RegistryConfig: { Mirrors: string[] | null } };
    expect(info.RegistryConfig.Mirrors ?? []).to.deep.equal([]);
  });
});
