/** Backups and restores that are killed, at many moments: the next one is whole, and nothing is left over. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { execute } from "../../../components/endpoint/execute";
import { backupScript } from "../../../components/jenkins/backup/places";
import { expectInDocs } from "../../unit/support/recorded-table";
import { repositoryFolder, withBackups } from "../support/backups";
import { succeeds } from "../support/command";
import { localEngine, tracesOf } from "../support/docker";
import { runs } from "../support/runs";
import { until } from "../support/jenkins-client";
import { commandKilledAt, type Moment, onEngine, onFile } from "../support/killing";
import { TestStack } from "../support/stack";

describe("what is killed of backups", () => {
  let stack: TestStack;
  let repository: string;
  const rows: string[][] = [];
  /** Files of a whole home, as they are counted in a volume. */
  let files: string;

  before(async () => {
    repository = repositoryFolder();
    stack = await TestStack.create("killed-at");
    await withBackups(stack, repository);
    await (await stack.jenkins()).runs("kept", "echo kept");
    await succeeds(stack, ["backup"]);
  });
  after(async () => {
    await stack.cleanUp();
    fs.rmSync(repository, { recursive: true });
  });

  const script = async (...words: string[]) =>
    execute(await localEngine(), stack.named("backup"), ["/bin/sh", backupScript, ...words]);
  /** Something new to back up. */
  const grow = async () => {
    const written = "mkdir -p userContent; head -c 64000000 /dev/urandom >userContent/big";
    await execute(await localEngine(), stack.named(), ["sh", "-c", `cd /var/jenkins_home; ${written}`], "jenkins");
  };
  const counted = (volume: string) =>
    runs("docker", [
      "run",
      "--rm",
      "-v",
      `${volume}:/was:ro`,
      "alpine:3",
      "sh",
      "-c",
      "find /was/jobs /was/userContent | wc -l",
    ]);

  describe("a backup, whose container is killed", () => {
    const within = (folder: string, times?: number): Moment => ({
      name: onFile(folder, times).name,
      reached: (of, signal) => onFile(path.join(repository, folder), times).reached(of, signal),
    });
    const moments = [within("locks"), within("data"), within("index"), within("snapshots"), within("locks", 2)];
    let whole = 0;
    for (const { name, reached } of moments)
      it(`is followed by a whole one: ${name}`, async () => {
        await grow();
        const container = (await localEngine()).getContainer(stack.named("backup"));
        const over = new AbortController();
        const moment = reached(stack, over.signal);
        const running = script("run");
        await moment;
        over.abort();
        await container.restart({ t: 0 }); // it is killed, as by a machine that goes down
        await running;
        await until("the container again", 120, async () =>
          (await container.inspect()).State.Health?.Status === "starting" ? undefined : true,
        );
        expect(await succeeds(stack, ["backup"])).to.match(/^snapshot [0-9a-f]{8}: /m);
        expect(await script("check")).to.deep.include({ status: 0 });
        expect(fs.readdirSync(path.join(repository, "locks"))).to.deep.equal([]);
        whole += 1;
      });
    after(() => rows.push(["backup", String(moments.length), `${String(whole)} of ${String(moments.length)}`]));
  });

  describe("a restore that is killed", () => {
    const of = (event: string) => onEngine(event, "backup-restore");
    const settingsFile = () => path.join(stack.folder, `Pulumi.${stack.name}.yaml`);
    const named = () => /homeVolume: (\S+)/.exec(fs.readFileSync(settingsFile(), "utf8"))?.[1];
    const settingsName: Moment = {
      name: "the settings name its volume",
      reached: (of, signal) => onFile(of.folder, undefined, () => named() !== undefined).reached(of, signal),
    };
    const moments = [...["create", "attach", "start", "die"].map((action) => of(`container ${action}`)), settingsName];
    let settings: string;
    before(async () => {
      files = await counted(stack.named("home"));
      settings = fs.readFileSync(settingsFile(), "utf8");
    });
    afterEach(() => {
      fs.writeFileSync(settingsFile(), settings);
    });
    let whole = 0;
    for (const moment of moments)
      it(`is followed by a whole one: ${moment.name}`, async () => {
        const engine = await localEngine();
        const there = await tracesOf(engine, stack.name);
        await commandKilledAt(stack, ["restore"], moment);
        // One that goes on by itself is waited for: another restore says so, and does nothing.
        await engine
          .getContainer(stack.named("backup-restore"))
          .wait()
          .catch(() => undefined);
        const before = named();
        const said = await succeeds(stack, ["restore"]);
        const volume = named() ?? "";
        expect(await counted(volume)).to.equal(files);
        // The volume of one that had come to its end is whole. It is told, unless the settings have named it.
        const told = /Its volume is whole, and no setting names it: (\S+)/.exec(said)?.[1];
        const kept = [volume, before, told].flatMap((one) => (one === undefined ? [] : [one])).sort();
        const more = (await tracesOf(engine, stack.name)).filter((name) => !there.includes(name));
        expect(more, "what is there more").to.deep.equal(kept.map((one) => `volume ${one}`));
        whole += 1;
        await runs("docker", ["volume", "rm", ...kept]);
      });
    after(() => rows.push(["restore", String(moments.length), `${String(whole)} of ${String(moments.length)}`]));
  });

  // In a describe of its own: mocha runs the tests of a describe before those that are nested in it.
  describe("and how it went", () => {
    it("is told in the docs as it was seen here", function () {
      if (rows.length < 2) {
        console.log("      skipped: not both were seen in this run");
        this.skip();
      }
      expectInDocs("docs/backup.md", "tests/engine/long/backup-kill-points.test.ts", [
        ["killed", "moments", "the next one is whole"],
        ...rows,
      ]);
    });
  });
});
