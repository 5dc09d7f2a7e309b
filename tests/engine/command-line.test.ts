/** The command line, as the README has it, in a copy of the repository that somebody has just cloned. */
import { expect } from "chai";
import { execFile, execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { cloneInto } from "./support/clone";
import { blocksIn } from "./support/docs";
import { localEngine, removeTraces, tracesOf } from "./support/docker";
import { JenkinsClient, until } from "./support/jenkins-client";
import { innerRegistry } from "./support/registry";
import { freePort } from "./support/ports";

/** The commands that README says this file runs, as npm's words: `npm ci` is what made the clone's packages. */
const [up = [], switches = []] = blocksIn("README.md")
  .filter(({ mark }) => mark === "run by tests/engine/command-line.test.ts")
  .flatMap(({ commands }) => commands)
  .map((command) => command.replace(/ +#.*/, "").replace("npm ci && ", "").split(" ").slice(1));

describe("the command line, in a fresh clone", () => {
  let clone: string;
  let settings: string;

  before(async () => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), "clone-"));
    cloneInto(clone);
    git("init", "--quiet");
    git("add", "--all");
    settings = path.join(clone, "stacks/Pulumi.local.yaml");
    await npm(["run", "-s", "pulumi", "--", "version"]); // any command of stack local makes its settings
    // The only thing that is not as cloned: several of these run on one machine.
    await configure((config) => (config["pulumi-jenkins-docker:jenkins"] = { port: portOfClone }), await freePort());
    await expectNobodyElse();
  });
  after(async () => {
    await npm(["run", "stop"]);
    await removeTraces(await localEngine(), "local");
    fs.rmSync(clone, { recursive: true, force: true });
  });

  const git = (...words: string[]) => execFileSync("git", words, { cwd: clone }).toString();

  let portOfClone = 0;
  async function configure(change: (config: Record<string, unknown>) => void, port = portOfClone): Promise<void> {
    portOfClone = port;
    const whole = parse(await fs.promises.readFile(settings, "utf8")) as { config: Record<string, unknown> };
    change(whole.config);
    fs.writeFileSync(settings, stringify(whole));
  }

  /** Stack local of this very machine, if somebody uses it, must not be taken for the test's. */
  async function expectNobodyElse(): Promise<void> {
    const traces = await tracesOf(await localEngine(), "jenkins-local");
    if (traces.length > 0) throw new Error(`this machine has a stack local already: ${traces.join(", ")}`);
  }

  /** The first `npm start`, whichever test asks for it. */
  let first: Promise<{ status: number; output: string }> | undefined;
  const started = () => (first ??= npm(up));

  it("has the two commands that README has", () => {
    expect([up, switches]).to.deep.equal([["start"], ["start", "--", "--access", "dind"]]);
  });

  it("npm run -s diff shows what a first npm start makes", async () => {
    const { status, output } = await npm(["run", "-s", "diff"]);
    expect(output).to.match(/^\*\*local\*\*: \d+ added\.$/m);
    expect(status).to.equal(0);
  });

  it("npm start brings Jenkins up, and says where it is and how to log in", async () => {
    const before = fs.readFileSync(settings, "utf8");
    const { status, output } = await started();
    expect(output).to.contain(`Jenkins is up:  http://localhost:${String(portOfClone)}`);
    expect(output).to.match(/user +admin/);
    expect(status).to.equal(0);
    const mirrors = innerRegistry().registryMirrors ?? [];
    const now = parse(fs.readFileSync(settings, "utf8")) as { config: Record<string, unknown> };
    expect(now.config["pulumi-jenkins-docker:registryMirrors"] ?? [], "those of this machine's engine").to.deep.equal(
      mirrors,
    );
    delete now.config["pulumi-jenkins-docker:registryMirrors"];
    expect(now, "the settings").to.deep.equal(parse(before));
  });

  it("keeps the passphrase to its user, and reads the password as it said", async () => {
    await started();
    expect(fs.statSync(path.join(clone, ".local/passphrase")).mode & 0o777).to.equal(0o600);
    const { output } = await npm(["run", "-s", "pulumi", "--", "stack", "output", "adminPassword", "--show-secrets"]);
    const jenkins = new JenkinsClient(`http://localhost:${String(portOfClone)}`, output.trim());
    expect(await jenkins.status("api/json")).to.equal(200);
  });

  it("npm start again changes nothing", async () => {
    await started();
    const { status, output } = await npm(["start"]);
    expect(output).to.match(/^Done after \d+ s: nothing changed$/m);
    expect((await npm(["start", "--", "--verbose"])).output).to.match(/Resources:\n +\d+ unchanged\n/);
    expect(status).to.equal(0);
  });

  it("plugins lock writes what the image has; a stack with a lock is built from it, and names what changes", async () => {
    await started();
    const lock = path.join(clone, "stacks/plugins.local.lock");
    const { status } = await npm(["run", "plugins", "--", "lock"]);
    expect(status).to.equal(0);
    const text = fs.readFileSync(lock, "utf8");
    expect(text)
      .to.match(/^configuration-as-code:\S+$/m)
      .and.to.match(/^git:\S+$/m);
    await npm(["start"]);
    fs.writeFileSync(lock, text.replace(/^git:.*$/m, "git:5.8.0"));
    const preview = await npm(["run", "-s", "pulumi", "--", "preview", "--diff"]);
    expect(preview.output)
      .to.match(/- git:\S+\n/)
      .and.to.match(/\+ git:5\.8\.0\n/);
    fs.rmSync(lock);
  });

  it("npm start goes on where a killed one stopped, though its lock is still there", async () => {
    await configure(
      (config) => (config["pulumi-jenkins-docker:jenkins"] = { port: portOfClone, memoryMiB: 1024, javaOpts: "-Da=b" }),
    );
    const up = spawn("npm", ["start"], { cwd: clone, stdio: "ignore", detached: true });
    const locks = path.join(clone, ".local/state/.pulumi/locks");
    const lock = await until("the lock", 60, async () => {
      const names = fs.existsSync(locks) ? await fs.promises.readdir(locks, { recursive: true }) : [];
      return names.find((name) => name.endsWith(".json"));
    });
    const { pid } = JSON.parse(fs.readFileSync(path.join(locks, lock), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    await new Promise((resolve) => up.on("close", resolve));
    expect(fs.existsSync(path.join(locks, lock)), "the lock of the killed run").to.equal(true);
    const { status, output } = await npm(["start"]);
    expect(output).to.contain(`An earlier run was killed (process ${String(pid)}); its lock of the stack is removed.`);
    expect(status).to.equal(0);
  });

  it("npm start -- --access dind switches, and says where that is written", async () => {
    const { status, output } = await npm(switches);
    expect(output).to.contain("stacks/Pulumi.local.yaml now says access: dind");
    expect(output).to.match(/access +dind: how its builds reach Docker/);
    expect(status).to.equal(0);
    expect(fs.readFileSync(settings, "utf8"))
      .to.contain("pulumi-jenkins-docker:access: dind")
      .and.not.contain("encryptionsalt");
    expect(
      git("status", "--porcelain", "--", ":!node_modules").match(/^.[^ ].*$/gm),
      "files that git would see",
    ).to.equal(null);
  });

  it("a mistake is named, and the exit status is not 0", async () => {
    const before = fs.readFileSync(settings, "utf8");
    const { status, output } = await npm(["start", "--", "--access", "dnid"]);
    expect(output).to.contain('"dnid" is not a way to reach Docker: dood, dind, remote, fleet. Did you mean "dind"?');
    expect(status).to.not.equal(0);
    expect(fs.readFileSync(settings, "utf8"), "the settings").to.equal(before);
  });

  it("npm start says what to do where no engine answers", async () => {
    const { status, output } = await npm(["start"], { DOCKER_HOST: "unix:///run/there-is-none.sock" });
    expect(output).to.match(/No Docker engine answers.*\n.*\n +DOCKER_HOST +unix:\/\/\/run\/there-is-none\.sock/);
    expect(output).to.contain("there is no such socket");
    expect(status).to.equal(1);
  });

  it("npm run stop leaves nothing", async () => {
    await started();
    const { status } = await npm(["run", "stop"]);
    expect(status).to.equal(0);
    expect(await tracesOf(await localEngine(), "jenkins-local")).to.deep.equal([]);
  });

  function npm(words: string[], more: Record<string, string> = {}): Promise<{ status: number; output: string }> {
    const options = { cwd: clone, env: { ...process.env, ...more }, maxBuffer: 16 * 1024 * 1024 };
    return new Promise((resolve) => {
      execFile("npm", words, options, (error, stdout, stderr) => {
        resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr });
      });
    });
  }
});
