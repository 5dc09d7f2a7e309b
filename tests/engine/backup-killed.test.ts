/** Backups that are killed, seen while they run, or whose repository is away for a while. */
import { expect } from "chai";
import type Dockerode from "dockerode";
import * as fs from "node:fs";
import * as path from "node:path";
import { restoreIntoVolume } from "../../cli/backup/restore-into-volume";
import { execute, withoutFrames } from "../../components/endpoint/execute";
import { backupScript } from "../../components/jenkins/backup/places";
import { configureBackups, key, password, repositoryFolder, withBackups } from "./support/backups";
import { command, succeeds } from "./support/command";
import { localEngine } from "./support/docker";
import { until } from "./support/jenkins-client";
import { saidWhenFailing, TestStack } from "./support/stack";

describe("backups", () => {
  let stack: TestStack;
  let repository: string;

  before(async () => {
    repository = repositoryFolder();
    stack = await TestStack.create("killed-backup");
    await withBackups(stack, repository);
    await succeeds(stack, ["backup"]);
  });
  after(async () => {
    await stack.cleanUp();
    fs.rmSync(repository, { recursive: true });
  });

  const inside = async (script: string) =>
    execute(await localEngine(), stack.named("backup"), [
      "/bin/sh",
      "-c",
      `export RESTIC_PASSWORD_FILE=/run/backup/password; ${script}`,
    ]);
  const locks = () => fs.readdirSync(path.join(repository, "locks"));

  /** A run of restic that has the repository's lock until it is ended by a signal. */
  async function heldLock(): Promise<(signal: string) => Promise<void>> {
    expect(locks()).to.deep.equal([]);
    const { output } = await inside(
      "(sleep 1000 | restic backup --quiet --stdin --stdin-filename held) >/dev/null 2>&1 & until pidof restic; do sleep 0.1; done",
    );
    await until("its lock", 60, () => Promise.resolve(locks().length > 0 ? true : undefined));
    return async (signal) => {
      await inside(`kill -${signal} ${output.trim()}; killall sleep; while pidof restic; do sleep 0.1; done`);
    };
  }

  it("go on after one that was killed, and has left its lock", async () => {
    const end = await heldLock();
    await end("KILL");
    expect(locks(), "left").to.have.length(1);
    // A script that was killed has left its own lock, too, with the number of a process that is gone.
    await inside("mkdir /var/lib/backup/now/running && echo 4194999 >/var/lib/backup/now/running/pid");
    expect(await succeeds(stack, ["backup"])).to.match(/^snapshot [0-9a-f]{8}: /m);
    expect(locks()).to.deep.equal([]);
  });

  it("are one at a time, and show no secret while they run", async () => {
    const engine = await localEngine();
    const container = engine.getContainer(stack.named("backup"));
    const end = await heldLock();
    const running = command(stack, ["backup"]);
    // It makes a snapshot beside the other one, and waits for that one's end to remove older ones.
    const processes = await until("its restic", 60, async () => {
      const text = JSON.stringify(await container.top());
      return text.includes("restic forget") ? text : undefined;
    });
    const { status, output } = await command(stack, ["backup"]);
    expect(status).to.equal(1);
    expect(output).to.match(/another backup or check is running\. Try again later/);
    for (const secret of [password, key]) expect(processes).not.to.contain(secret);
    // One by the schedule waits for it. Where that takes too long, it is told: nobody reads what the schedule prints.
    expect((await inside(`/bin/sh ${backupScript} run 1`)).status).to.equal(24);
    const { output: health } = await inside(`/bin/sh ${backupScript} health`);
    expect(health).to.match(/^no backup was made at \S+Z: another one has been running since \S+Z$/m);
    await end("TERM");
    expect(await running).to.deep.include({ status: 0 });
    for (const secret of [password, key])
      expect(withoutFrames(await container.logs({ stdout: true, stderr: true }))).not.to.contain(secret);
  });

  it("make no second repository where the disk of the first one is away after a reboot, and no up fails by it", async () => {
    const engine = await localEngine();
    const container = engine.getContainer(stack.named("backup"));
    fs.renameSync(repository, `${repository}-away`);
    try {
      await container.restart();
      await until("what it says", 60, async () =>
        withoutFrames(await container.logs({ stdout: true, stderr: true })).includes("repository does not exist")
          ? true
          : undefined,
      );
      expect(fs.readdirSync(repository), "Docker's empty folder in its place").to.deep.equal([]);
      const began = Date.now();
      expect(await stack.up()).to.match(/warning: no backups are made: Fatal: repository does not exist.* \[JD415\]/);
      // Not the limit of a question to the engine, whose answer nobody has read. [components/endpoint/connect.ts: workLimit]
      expect(Date.now() - began, "milliseconds").to.be.lessThan(180_000);
      // The engine starts the container again and again: it may run for the second in which the command looks.
      await until("what the command says while the container does not run", 90, async () => {
        const { status, output } = await command(stack, ["backup"]);
        expect(status, output).to.equal(1);
        const why = "the container that backs up does not run. It said last: Fatal: repository does not exist";
        return output.includes(why) ? true : undefined;
      });
      // A new container knows it, too.
      await configureBackups(stack, repository, { backup: { schedule: "0 3 29 2 *" } });
      const said = await saidWhenFailing(() => stack.up());
      expect(said).to.match(/repository does not exist.* It was there before: is its disk mounted\?[^]*\[JD407\]/);
      expect(fs.readdirSync(repository), "Docker's empty folder in its place").to.deep.equal([]);
    } finally {
      fs.rmSync(repository, { recursive: true, force: true });
      fs.renameSync(`${repository}-away`, repository);
    }
    await withBackups(stack, repository);
    await until("the backups again", 120, async () => {
      const { State: state } = await engine.getContainer(stack.named("backup")).inspect();
      return state.Health?.Status === "healthy" ? true : undefined;
    });
    await succeeds(stack, ["backup"]);
    await stack.changesNothing();
  });

  it("are restored after a restore that was killed, which leaves nothing", async () => {
    const engine = await localEngine();
    const [id = ""] = (await succeeds(stack, ["backups"])).split(" ");
    const volume = `${stack.named("home")}-${id}`;
    // What such a restore leaves: its container, which has ended, and the volume that it had made.
    const half = await engine.createContainer({
      name: `${stack.named("backup")}-restore`,
      Image: "alpine:3",
      Cmd: ["touch", "/home-of-jenkins/half"],
      Labels: { "pulumi-jenkins-docker.restores-into": volume },
      HostConfig: { Mounts: [{ Type: "volume", Source: volume, Target: "/home-of-jenkins" }] },
    });
    await half.start();
    await half.wait();
    expect(await succeeds(stack, ["restore"])).to.contain(`now say jenkins.homeVolume: ${volume}`);
    const { output } = await inside("ls /var/jenkins_home");
    expect(output).to.contain("config.xml");
    await stack.up();
    expect((await execute(engine, stack.named(), ["ls", "/var/jenkins_home"])).output)
      .to.contain("config.xml")
      .and.not.contain("half");
  });

  it("are restored by one at a time: one that has just begun is left alone", async () => {
    const engine = await localEngine();
    const container = await engine.getContainer(stack.named("backup")).inspect();
    const name = `${stack.named("backup")}-restore`;
    const begun = await engine.createContainer({ name, Image: "alpine:3", Cmd: ["sleep", "1000"] });
    // The other one starts its container once this one has seen it not started.
    const inspect = async () => {
      const seen = await begun.inspect();
      if (seen.State.Status === "created") await begun.start();
      return seen;
    };
    const looked = Object.assign(Object.create(begun) as Dockerode.Container, { inspect });
    const getContainer = (id: string) => (id === name ? looked : engine.getContainer(id));
    const watched = Object.assign(Object.create(engine) as Dockerode, { getContainer });
    try {
      const snapshot = { id: "0", short: "0", original: "0", time: "", owner: "", beforeUpgrade: false };
      const target = { name: stack.named("twice"), use: () => undefined };
      const restored = restoreIntoVolume({ engine: watched, container }, snapshot, target, () => undefined);
      expect(await restored.catch((error: unknown) => String(error))).to.match(
        /another restore is running: docker wait \S+-restore waits for its end/,
      );
      expect((await begun.inspect()).State.Status).to.equal("running");
    } finally {
      await begun.remove({ force: true });
    }
  });
});
