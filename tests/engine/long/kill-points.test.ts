/** Runs of Pulumi that are killed, at many moments: the next run converges, the home is intact, and nothing is left over. */
import { expect } from "chai";
import { expectInDocs } from "../../unit/support/recorded-table";
import { localEngine, tracesOf } from "../support/docker";
import { cancel, killedAt, type Moment, onEngine, onState } from "../support/killing";
import { innerRegistry } from "../support/registry";
import { onLock, onMoreResources, onProvider } from "../support/state-moments";
import { type Config, TestStack } from "../support/stack";

/** The home outlives a destroy, as whoever fears for it sets it. */
const base: Config = { access: "dood", jenkins: { retainHome: true } };
const restarted: Config = { access: "dood", jenkins: { retainHome: true, javaOpts: "-Dof.another=start" } };
const dind: Config = { access: "dind", dind: innerRegistry(), jenkins: { retainHome: true } };

/** An operation: from where it goes, where it goes, and the moments at which it is killed. */
interface Operation {
  name: string;
  from: Config | "nothing";
  words: string[];
  to: Config | "nothing";
  moments: Moment[];
}

const up = ["up", "--skip-preview"];
const operations: Operation[] = [
  {
    name: "up",
    from: "nothing",
    words: up,
    to: base,
    moments: [
      onEngine("network create"),
      onEngine("volume create", "casc"),
      onEngine("container create", "casc"),
      onEngine("container create"),
      onEngine("container start"),
      onEngine("container health_status: healthy", undefined, "Jenkins gets healthy"),
      onState(3),
      onMoreResources(15),
    ],
  },
  {
    name: "up that restarts Jenkins",
    from: base,
    words: up,
    to: restarted,
    moments: [
      onEngine("container die"),
      onEngine("container destroy"),
      onEngine("container create"),
      onEngine("container start"),
      onState(2),
    ],
  },
  {
    name: "switch from dood to dind",
    from: base,
    words: up,
    to: dind,
    moments: [
      onEngine("network create", "dind"),
      onEngine("volume create", "dind"),
      onEngine("container create", "dind"),
      onEngine("container die"),
      onEngine("container create"),
      onMoreResources(2),
    ],
  },
  {
    name: "switch from dind to dood",
    from: dind,
    words: up,
    to: base,
    moments: [
      onEngine("container die"),
      onEngine("container create"),
      onEngine("container destroy", "dind"),
      onEngine("network destroy", "dind"),
      onEngine("volume destroy", "dind"),
    ],
  },
  {
    name: "refresh",
    from: base,
    words: ["refresh"],
    to: base,
    moments: [onLock, onProvider, ...[1, 2, 3].map(onState)],
  },
  {
    name: "destroy",
    from: base,
    words: ["destroy"],
    to: "nothing",
    moments: [
      onEngine("container die"),
      onEngine("container destroy"),
      onEngine("container destroy", "casc"),
      onEngine("volume destroy", "casc"),
      onEngine("network destroy"),
      onState(3),
    ],
  },
];

describe("a run of Pulumi that is killed", () => {
  let stack: TestStack;
  /** What is on the engine after an up that nobody disturbed, by config. */
  const traces = new Map<string, string[]>();
  const rows: string[][] = [];

  before(async () => {
    stack = await TestStack.create("kill-points");
    await stack.up(base);
    await (await stack.jenkins()).runs("kept", "docker version");
    for (const config of [restarted, dind, base]) {
      await stack.at(config);
      traces.set(JSON.stringify(config), await tracesOf(await localEngine(), stack.name));
    }
  });
  after(() => stack.cleanUp());

  for (const { name, from, words, to, moments } of operations) {
    describe(name, () => {
      let converged = 0;
      for (const moment of moments)
        it(`is taken up by the next one: ${moment.name}`, async () => {
          await reach(from);
          if (to !== "nothing") stack.configure(to);
          await killedAt(stack, words, moment);
          await cancel(stack);
          if (to === "nothing") await stack.destroy();
          else await stack.up();
          await expectConverged(to);
          converged += 1;
        });
      after(() => rows.push([name, String(moments.length), `${String(converged)} of ${String(moments.length)}`]));
    });
  }

  // In a describe of its own: mocha runs the tests of a describe before those that are nested in it.
  describe("and how it went", () => {
    it("is told in the docs as it was seen here", function () {
      if (rows.length < operations.length) {
        console.log("      skipped: not all operations were seen in this run");
        this.skip();
      }
      expectInDocs("docs/backup.md", "tests/engine/long/kill-points.test.ts", [
        ["killed", "moments", "the next run converges, and the home is there"],
        ...rows,
      ]);
    });
  });

  async function reach(where: Config | "nothing"): Promise<void> {
    if (where !== "nothing") await stack.at(where);
    else if ((await stack.resourceTypes()).length > 0) await stack.destroy();
  }

  /** What is on the engine is what was there the first time, and a preview changes nothing; the home has its job. */
  async function expectConverged(where: Config | "nothing"): Promise<void> {
    const engine = await localEngine();
    if (where === "nothing") {
      expect(await tracesOf(engine, stack.name)).to.deep.equal([`volume ${stack.named("home")}`]);
      return;
    }
    expect(await (await stack.jenkins()).history("kept")).to.deep.equal(["SUCCESS"]);
    expect((await stack.preview()).changes).to.deep.equal([]);
    expect(await tracesOf(engine, stack.name)).to.deep.equal(traces.get(JSON.stringify(where)));
  }
});
