import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { connect } from "../../../../components/endpoint/connect";

describe("an engine by SSH", () => {
  const { PATH: before } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "ssh-"));
    process.env.PATH = `${folder}:${before ?? ""}`;
  });
  afterEach(() => {
    process.env.PATH = before;
    fs.rmSync(folder, { recursive: true });
  });

  /** Puts a program in the place of ssh. */
  const ssh = (body: string) => {
    fs.writeFileSync(path.join(folder, "ssh"), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  };
  const ping = async (dockerHost: string, limit?: number) => {
    const engine = await connect({ dockerHost }, limit);
    return engine.ping().then(String, (error: unknown) => error as NodeJS.ErrnoException);
  };

  it("is asked by the system's ssh: its user, port, machine and socket", async () => {
    const answer = "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nOK";
    ssh(`printf '%s ' "$@" >${folder}/words; head -n 1 >/dev/null; printf '${answer}'`);
    expect(await ping("ssh://corp%5Cme@[2001:db8::1]:2222/run/user/1000/docker.sock")).to.equal("OK");
    expect(fs.readFileSync(path.join(folder, "words"), "utf8")).to.match(
      / -l corp\\me -p 2222 -- 2001:db8::1 docker --host unix:\/\/\/run\/user\/1000\/docker\.sock system dial-stdio $/,
    );
  });

  it("is away where ssh fails, with what ssh said", async () => {
    ssh('echo "ssh: connect to host ci port 22: No route to host" >&2; exit 255');
    expect(await ping("ssh://ci")).to.include({
      code: "ESSH",
      message: "ssh: connect to host ci port 22: No route to host",
    });
  });

  it("is away where it says nothing for as long as a call may take", async () => {
    ssh("printf 'HTTP/1.1 200 OK\\r\\n'; exec sleep 600");
    expect(await ping("ssh://ci", 200)).to.include({ code: "ETIMEDOUT", message: "no answer within 0.2 s" });
  });

  it("may be silent for longer while it runs a command", async () => {
    const upgraded = "HTTP/1.1 101 UPGRADED\\r\\nConnection: Upgrade\\r\\nUpgrade: tcp\\r\\n\\r\\n";
    ssh(`head -n 1 >/dev/null; printf '${upgraded}'; sleep 1; printf done`);
    const engine = await connect({ dockerHost: "ssh://ci" }, 200);
    const stream = await engine.getExec("1a").start({ hijack: true, stdin: true });
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).toString()).to.equal("done");
  });

  it("is not away where it is the command on its machine that fails", async () => {
    ssh('echo "sh: docker: not found" >&2; exit 127');
    expect(await ping("ssh://ci")).not.to.have.property("code", "ESSH");
  });

  it("needs an ssh: its lack is told as that, and not as that of an engine", async () => {
    process.env.PATH = folder;
    expect(await ping("ssh://ci")).to.have.property("message", "ssh cannot be run here: spawn ssh ENOENT");
  });
});
