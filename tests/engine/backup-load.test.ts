/**
 * Backups of a home while builds write into it: each of them gives a home that starts. BACKUP_ROUNDS sets how many are made.
 */
import { expect } from "chai";
import * as fs from "node:fs";
import { restoreIntoVolume } from "../../cli/backup/restore-into-volume";
import { snapshotsOf } from "../../cli/backup/snapshots";
import { execute, withoutFrames } from "../../components/endpoint/execute";
import { backupScript } from "../../components/jenkins/backup/places";
import { repositoryFolder, withBackups } from "./support/backups";
import { succeeds } from "./support/command";
import { localEngine } from "./support/docker";
import { until } from "./support/jenkins-client";
import { TestStack } from "./support/stack";

describe("backups of a home under load", function () {
  const rounds = Number(process.env.BACKUP_ROUNDS ?? 3);
  this.timeout(Math.max(600_000, rounds * 200_000));
  let stack: TestStack;
  let repository: string;
  before(async () => {
    repository = repositoryFolder();
    stack = await TestStack.create("load");
    await withBackups(stack, repository, { jenkins: { executors: 4 } });
  });
  after(async () => {
    await stack.cleanUp();
    fs.rmSync(repository, { recursive: true });
  });

  /** Starts a Jenkins on a volume: the names of its jobs, and its log. */
  async function startedOn(volume: string): Promise<{ jobs: string[]; log: string }> {
    const engine = await localEngine();
    const { Image: image } = await engine.getContainer(stack.named()).inspect();
    const container = await engine.createContainer({
      Image: image,
      Env: ["JAVA_OPTS=-Djenkins.install.runSetupWizard=false"],
      HostConfig: { Mounts: [{ Type: "volume", Source: volume, Target: "/var/jenkins_home" }] },
    });
    try {
      await container.start();
      const jobs = await until(`a Jenkins on ${volume}`, 120, async () => {
        const asked = await execute(engine, container.id, ["curl", "-fsS", "http://127.0.0.1:8080/api/json"]);
        return asked.status === 0 ? (JSON.parse(asked.output) as { jobs: { name: string }[] }).jobs : undefined;
      });
      const log = withoutFrames(await container.logs({ stdout: true, stderr: true }));
      return { jobs: jobs.map(({ name }) => name), log };
    } finally {
      await container.remove({ force: true, v: true });
    }
  }

  it("give homes that start, each of them, with every job", async () => {
    const engine = await localEngine();
    const jenkins = await stack.jenkins();
    const writing =
      "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); echo line $i; echo $i >f-$((i%50)); rm -f f-$(((i+25)%50)); done";
    const busy = ["busy-1", "busy-2"];
    for (const name of busy) {
      await jenkins.createJob(name, writing);
      await jenkins.start(name);
    }
    await jenkins.createJob("short", "echo short");
    const stop = new AbortController();
    let builds = 0;
    const others = (async () => {
      while (!stop.signal.aborted) {
        await jenkins.build("short");
        await jenkins.createJob(`made-${String(builds + 1)}`, "true");
        builds += 1;
      }
    })();
    try {
      for (let round = 1; round <= rounds; round += 1) {
        const before = builds;
        await succeeds(stack, ["backup"]);
        const container = await engine.getContainer(stack.named("backup")).inspect();
        const [newest] = snapshotsOf((await execute(engine, container.Id, ["/bin/sh", backupScript, "list"])).output);
        if (newest === undefined) throw new Error("no snapshot");
        const volume = `${stack.named()}-round-${String(round)}`;
        try {
          const target = { to: volume, name: volume, use: () => undefined };
          await restoreIntoVolume({ engine, container }, newest, target, () => undefined);
          const { jobs, log } = await startedOn(volume);
          const made = Array.from({ length: before }, (_, index) => `made-${String(index + 1)}`);
          expect(jobs, `round ${String(round)}`).to.include.members([...busy, "short", ...made]);
          expect(log, `round ${String(round)}`).not.to.match(
            /Unable to read|SAXParse|XStream|Premature end|Failed to load/i,
          );
        } finally {
          await engine.getVolume(volume).remove({ force: true });
        }
      }
    } finally {
      stop.abort();
      await others;
    }
    expect(builds, "builds that went on meanwhile").to.be.greaterThan(rounds);
    for (const name of busy)
      expect((await jenkins.history(name))[0], `${name} runs, or has ended well`).to.be.oneOf([null, "SUCCESS"]);
  });
});
