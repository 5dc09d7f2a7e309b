/** Backups of a Jenkins' home, on the real engine, by the real restic: what is made, what is restored, and what is refused. */
import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { execute } from "../../components/endpoint/execute";
import { ifThere } from "../../components/endpoint/not-found";
import { key, password, repositoryFolder, withBackups } from "./support/backups";
import { expectHistory, type History, makeHistory } from "./support/history";
import { command, succeeds } from "./support/command";
import { localEngine, removeTraces } from "./support/docker";
import { until } from "./support/jenkins-client";
import { TestStack } from "./support/stack";

describe("backups", () => {
  let stack: TestStack;
  let repository: string;
  let first: string;
  let history: History;

  before(async () => {
    repository = repositoryFolder();
    stack = await TestStack.create("backup");
    first = await withBackups(stack, repository);
    history = await makeHistory(stack);
  });
  after(async () => {
    await stack.cleanUp();
    fs.rmSync(repository, { recursive: true });
  });

  it("begin with the up, which has nothing to change afterwards", async () => {
    expect(first).to.match(/no backup yet/);
    expect(fs.existsSync(path.join(repository, "config")), "a repository").to.equal(true);
    await stack.changesNothing();
  });

  it("are made by a command, and the second one holds what is new alone", async () => {
    const added = (text: string) => {
      const found = /^snapshot [0-9a-f]{8}: (\S+) (KiB|MiB) in \d+ files, (\S+) (KiB|MiB) of it new, in \d+ s$/m.exec(
        text,
      );
      expect(found, text).not.to.equal(null);
      return Number(found?.[3]) * (found?.[4] === "MiB" ? 1024 : 1);
    };
    const whole = added(await succeeds(stack, ["backup"]));
    await (await stack.jenkins()).runs("one-more", "echo after-the-first-backup");
    const second = added(await succeeds(stack, ["backup"]));
    expect(second / whole, `${String(second)} KiB of ${String(whole)}`).to.be.lessThan(0.2);
    const listed = await succeeds(stack, ["backups"]);
    expect(listed.trim().split("\n")).to.have.length(2); // the first one of all is kept, too
    expect(listed).to.match(/^[0-9a-f]{8} {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}\S+ (KiB|MiB)$/m);
    expect(await stack.up()).to.match(/last backup: \d+ min ago, \S+ (KiB|MiB), snapshot [0-9a-f]{8}/);
  });

  it("show no secret: not in the state, the container, its processes or its log", async () => {
    const engine = await localEngine();
    const container = engine.getContainer(stack.named("backup"));
    const environments = await execute(engine, container.id, ["sh", "-c", "cat /proc/1/environ /proc/[0-9]*/cmdline"]);
    const places = {
      state: stack.state(),
      inspect: JSON.stringify(await container.inspect()),
      processes: JSON.stringify(await container.top()) + environments.output,
      log: (await container.logs({ stdout: true, stderr: true })).toString(),
    };
    for (const [place, text] of Object.entries(places)) {
      expect(text, place).not.to.contain(password);
      expect(text, place).not.to.contain(key);
    }
  });

  it("are made by the schedule, and a failed one is told by the container's health and by the next up", async () => {
    await withBackups(stack, repository, { backup: { schedule: "* * * * *" } });
    const engine = await localEngine();
    const health = async () => {
      const { State: state } = await engine.getContainer(stack.named("backup")).inspect();
      return `${state.Health?.Status ?? ""} ${state.Health?.Log.at(-1)?.Output ?? ""}`;
    };
    const before = await succeeds(stack, ["backups"]);
    await until("a backup by the schedule", 150, async () =>
      (await succeeds(stack, ["backups"])) === before ? undefined : true,
    );
    fs.renameSync(path.join(repository, "config"), path.join(repository, "away"));
    try {
      await until("the failure", 180, async () => ((await health()).startsWith("unhealthy") ? true : undefined));
      expect(await health()).to.match(/^unhealthy the last backup, at \S+, failed: \S.*/);
      expect(await stack.up()).to.match(/warning: .*the last backup, at \S+, failed: .* \[JD415\]/);
    } finally {
      fs.renameSync(path.join(repository, "away"), path.join(repository, "config"));
    }
    await until("a backup again", 180, async () => ((await health()).startsWith("healthy") ? true : undefined));
    await withBackups(stack, repository);
  });

  it("are restored into a new home, and the one before stays", async () => {
    const jenkins = await stack.jenkins();
    // A job may be called what is left out elsewhere.
    await jenkins.runs("workspace", "echo a job of that name");
    await succeeds(stack, ["backup"]);
    await jenkins.remove("job-7");
    const said = await succeeds(stack, ["restore"]);
    const volume = /now say jenkins\.homeVolume: (\S+), and jenkins\.retainHome: true/.exec(said)?.[1] ?? "";
    expect(said).to.contain(`The home before stays:              volume ${stack.named("home")}`);
    expect(await stack.up()).not.to.contain("is deleted");
    await stack.changesNothing();
    expect(await stack.output("homeVolume")).to.equal(volume);
    for (const job of ["job-7", "workspace"])
      expect(await (await stack.jenkins()).history(job), job).to.deep.equal(["SUCCESS"]);
    expect((await ifThere((await localEngine()).getVolume(stack.named("home")).inspect()))?.Name).to.equal(
      stack.named("home"),
    );
    await succeeds(stack, ["backup"]); // of the home that is in use now
  });

  describe("where everything is gone but the repository and its password", () => {
    let other: TestStack;
    before(async () => {
      await succeeds(stack, ["backup"]);
      await removeTraces(await localEngine(), stack.name); // volumes, too
      other = await TestStack.create("restored");
      await withBackups(other, repository);
    });
    after(() => other.cleanUp());

    it("are not mixed with those of another stack", async () => {
      const { status, output } = await command(other, ["backup"]);
      expect(status).to.equal(1);
      expect(output).to.match(
        /the repository has backups of \S+\/backup-\w+\/jenkins, and none of \S+\/restored-\w+\/jenkins\. Give this stack a repository of its own/,
      );
      expect((await command(other, ["restore"])).output).to.match(
        /the repository has no backup of \S+, but of \S+\. To take one of those: --snapshot ID/,
      );
    });

    it("give a new stack every job with its builds, and credentials that can be read", async () => {
      const [id = ""] = (await succeeds(other, ["backups"])).split(" ");
      expect(await succeeds(other, ["restore", "--snapshot", id])).to.match(
        /It has the identity of the Jenkins of \S+\/backup-/,
      );
      await other.up();
      await expectHistory(other, history);
      const jenkins = await other.jenkins();
      await jenkins.runs("goes-on", "docker version");
      await other.changesNothing();
    });

    for (const [what, words, says] of [
      [
        "a snapshot that is not there",
        ["--snapshot", "0123abcd"],
        /--snapshot: "0123abcd" is no snapshot of the repository\. The newest:\n {2}[0-9a-f]{8} /,
      ],
      ["a volume that is in use", ["--to", "HOME"], /volume \S+ is in use by container \S+: name another one/],
      [
        "a volume that is not empty",
        ["--to", "FULL"],
        /the volume is not empty\. Name a volume that is empty or not there yet: --to VOLUME/,
      ],
      [
        "no room",
        ["--to", "SMALL"],
        /\d+ MiB are to be restored, and \d MiB are free\. Make room on the engine's disk/,
      ],
    ] as [string, string[], RegExp][])
      it(`are not restored: ${what}`, async () => {
        const full = `full-${randomBytes(4).toString("hex")}`;
        const [id = ""] = (await succeeds(other, ["backups"])).split(" ");
        const home = await other.output("homeVolume");
        execFileSync("docker", ["run", "--rm", "-v", `${full}:/full`, "alpine:3", "touch", "/full/kept"]);
        const small = `small-${randomBytes(4).toString("hex")}`;
        const inMemory = ["type=tmpfs", "device=tmpfs", "o=size=2m"].flatMap((option) => ["--opt", option]);
        execFileSync("docker", ["volume", "create", "--driver", "local", ...inMemory, small]);
        try {
          const given = words.map((word) => ({ HOME: home, FULL: full, SMALL: small })[word] ?? word);
          const chosen = given.includes("--snapshot") ? given : ["--snapshot", id, ...given];
          const { status, output } = await command(other, ["restore", ...chosen]);
          expect(status).to.equal(1);
          expect(output).to.match(says);
          expect(await other.output("homeVolume")).to.equal(home);
          await other.changesNothing();
        } finally {
          execFileSync("docker", ["volume", "rm", full, small]);
        }
      });

    for (const [what, change, says] of [
      [
        "another password",
        { password: "another one" },
        /backup +the container that backs up ended again and again while this up waited for it\. [^]*\n +Fatal: wrong password or no key found\n +Check repository, password and credentials +\[JD407\]/,
      ],
      [
        "a repository that does not answer",
        { backup: { repository: "rest:http://127.0.0.1:9/" } },
        /backup +the container that backs up ended again and again [^]*no answer from the repository within \d+ s: [^]*\[JD407\]/,
      ],
    ] as const)
      it(`do not begin with ${what}, and Jenkins is up`, async () => {
        const said = await withBackups(other, repository, change).catch(String);
        expect(said).to.match(says);
        expect(await (await other.jenkins()).status("api/json")).to.equal(200);
      });
  });
});
