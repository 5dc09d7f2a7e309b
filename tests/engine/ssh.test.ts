/** host: existing by ssh://, with this machine's own ssh client and a server of its own, started for the test. */
import { expect } from "chai";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createConnection } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { localDockerHost } from "./support/docker";
import { until } from "./support/jenkins-client";
import { useClient } from "./support/ssh-client";
import { freePort } from "./support/ports";
import { TestStack } from "./support/stack";

const server = "/usr/sbin/sshd";
const runs = process.getuid?.() === 0 && fs.existsSync(server) && localDockerHost === "unix:///var/run/docker.sock";

describe("host: existing, by ssh", () => {
  let folder: string;
  let sshd: ChildProcess | undefined;
  let stack: TestStack | undefined;
  let port = 0;
  const pathBefore = process.env.PATH;

  before(async function () {
    if (!runs) {
      console.log(`    not run: needs root, ${server}, and an engine at /var/run/docker.sock`);
      this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "ssh-"));
    port = await freePort();
    for (const key of ["host", "user"])
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, key)]);
    fs.copyFileSync(path.join(folder, "user.pub"), path.join(folder, "authorized"));
    fs.mkdirSync("/run/sshd", { recursive: true }); // sshd wants it; a service would make it
    const settings = {
      ListenAddress: "127.0.0.1",
      HostKey: path.join(folder, "host"),
      AuthorizedKeysFile: path.join(folder, "authorized"),
      PidFile: "none",
      StrictModes: "no",
      UsePAM: "no",
    };
    const options = Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
    sshd = spawn(server, ["-D", "-e", "-f", "/dev/null", "-p", String(port), ...options], { stdio: "ignore" });
    await until("sshd", 10, () => connects(port));
    useClient(folder);
    stack = await TestStack.create("ssh");
  });
  after(async () => {
    await stack?.cleanUp();
    sshd?.kill();
    process.env.PATH = pathBefore;
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });

  it("runs Jenkins there and has nothing to change afterwards", async () => {
    if (!stack) throw new Error("no stack");
    const { gid: socketGid } = fs.statSync("/var/run/docker.sock");
    const existing = { dockerHost: `ssh://root@127.0.0.1:${String(port)}`, socketGid };
    await stack.up({ host: "existing", existing, access: "dood" });
    await (await stack.jenkins()).runs("by-ssh", "docker version");
    await stack.changesNothing();
  });

  it("goes by the socket that the address names, and has nothing to change afterwards", async () => {
    if (!stack) throw new Error("no stack");
    const { gid: socketGid } = fs.statSync("/var/run/docker.sock");
    const socket = path.join(folder, "another.sock");
    fs.symlinkSync("/var/run/docker.sock", socket);
    const existing = { dockerHost: `ssh://root@127.0.0.1:${String(port)}${socket}`, socketGid };
    await stack.up({ host: "existing", existing: { ...existing, socketPath: "/var/run/docker.sock" }, access: "dood" });
    await stack.changesNothing();
    fs.rmSync(socket);
    expect(await stack.fails({ host: "existing", existing })).to.match(
      /no Docker engine answers at ssh:.*another\.sock/,
    );
  });

  it("says what ssh said where it is refused", async () => {
    if (!stack) throw new Error("no stack");
    const existing = { dockerHost: `ssh://no-such-user@127.0.0.1:${String(port)}`, socketGid: 0 };
    const said = await stack.fails({ host: "existing", existing });
    expect(said).to.match(
      /no Docker engine answers at ssh:\/\/no-such-user@127\.0\.0\.1:\d+: no-such-user@127\.0\.0\.1: Permission denied.* \[JD401\]/,
    );
  });
});

function connects(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => {
      resolve(undefined);
    });
  });
}
