import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { capture, lines, run } from "../../../cli/run";
import { CommandError } from "../../../cli/say";

describe("running other programs", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "run-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => "nothing failed",
      (error: unknown) => (error instanceof CommandError ? error.message : `not told as a mistake: ${String(error)}`),
    );

  it("takes the pulumi that the user has", async () => {
    fs.writeFileSync(path.join(folder, "pulumi"), "#!/bin/sh\necho the one on the PATH\n", { mode: 0o755 });
    expect((await capture("pulumi", ["version"], { env: { PATH: folder } })).output).to.equal("the one on the PATH\n");
  });

  it("says how to get pulumi where there is none", async () => {
    expect(await failureOf(run("pulumi", ["version"], { env: { PATH: folder } }))).to.match(
      /^pulumi is not on the PATH\. Install it .* npm install --save-dev pulumi$/,
    );
  });

  it("does not blame the PATH where the folder is not there", async () => {
    const cwd = path.join(folder, "gone");
    expect(await failureOf(run("pulumi", ["version"], { cwd }))).to.match(/^pulumi cannot be run: /);
  });

  it("gives the lines of both streams, each whole, as they come", async () => {
    const said: string[] = [];
    const script = "printf 'one'; printf 'of errors\\n' >&2; sleep 0.2; printf ' and the same\\ntwo\\nlast'; exit 3";
    expect(await lines("sh", ["-c", script], (line) => said.push(line))).to.equal(3);
    expect(said).to.deep.equal(["of errors", "one and the same", "two", "last"]);
  });

  it("interrupts the program where this process is ended, and waits for it", async () => {
    const said: string[] = [];
    const script = "trap 'echo in its own way; exit 4' INT; echo ready; while :; do sleep 0.1; done";
    const status = await lines("sh", ["-c", script], (line) => {
      said.push(line);
      if (line === "ready") process.emit("SIGTERM", "SIGTERM");
    });
    expect({ status, said }).to.deep.equal({ status: 4, said: ["ready", "in its own way"] });
    expect(process.listenerCount("SIGTERM")).to.equal(0);
  });

  it("says what a program ended with", async () => {
    expect(await failureOf(capture("sh", ["-c", "exit 3"]))).to.equal("sh -c exit 3 ended with status 3");
    expect(await run("sh", ["-c", "exit 3"])).to.equal(3);
  });
});
