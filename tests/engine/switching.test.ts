/** Switching the access mode, each to each, keeps what Jenkins has, and leaves nothing of the mode before. */
import { expect } from "chai";
import { localEngine, tracesOf } from "./support/docker";
import { expectInDocs } from "../unit/support/recorded-table";
import { innerRegistry } from "./support/registry";
import { questions, sameBuild } from "./support/same-build";
import { freePort } from "./support/ports";
import { type Change, type Config, TestStack } from "./support/stack";

type Mode = "dood" | "dind" | "rootless" | "embedded" | "remote";

/** Every ordered pair of the three modes; and the forms of dind, one after the other. */
const walk: Mode[] = ["dood", "dind", "remote", "dood", "remote", "dind", "rootless", "embedded", "dood"];

describe("switching", () => {
  let stack: TestStack;
  let port: number;
  let atFirst: { url: string; password: string };
  const rows: string[][] = [];
  const answers: Partial<Record<Mode, string[]>> = {};
  const tracesIn: Partial<Record<Mode, string[]>> = {};
  const history: string[] = [];

  before(async () => {
    stack = await TestStack.create("switch");
    port = await freePort();
    await stack.up(configs().dood);
    await (await stack.jenkins()).runs("kept", "docker version");
    history.push("SUCCESS");
    atFirst = { url: await stack.output("url"), password: await stack.output("adminPassword") };
    tracesIn.dood = await traces();
  });
  after(() => stack.cleanUp());

  it("to an engine that cannot get the agents' image is refused before anything is replaced", async () => {
    await stack.at(configs().dood);
    const image = "registry.invalid/team/agent:1";
    for (const to of ["dind", "rootless", "embedded", "remote"] as const) {
      const config = configs()[to];
      const said = await stack.fails({ ...config, jenkins: { ...(config.jenkins as object), agents: { image } } });
      expect(said, to).to.match(
        /jenkins\.agents\.image {2}the builds' engine pulls by itself, from inside a container, and could not get "registry\.invalid\/team\/agent:1" from there: curl: \(6\) .*registry\.invalid.* \[JD413\]/,
      );
      expect(await traces(), to).to.deep.equal(tracesIn.dood);
    }
  });

  for (const [index, to] of walk.slice(1).entries()) {
    const from = walk[index] ?? "dood";
    it(`from ${from} to ${to} keeps job, history, credentials and address, and leaves nothing of ${from}`, async () => {
      await stack.at(configs()[from]);
      const { changes, text } = await stack.preview(configs()[to]);
      const lost = {
        dood: [],
        dind: ["dind"],
        rootless: ["dind-rootless"],
        embedded: ["dind-embedded"],
        remote: ["builds"],
      }[from];
      const warnings = [...text.matchAll(/warning: volume (\S+) is deleted: the images and the build cache/g)];
      expect(warnings.map((match) => match[1])).to.deep.equal(lost.map((what) => stack.named(what)));
      expect(text).to.contain("Jenkins (container jenkins) restarts: running builds end");
      rows.push([`${from} → ${to}`, ...["create", "replace", "delete"].map((op) => things(changes, op))]);
      await stack.up();
      await expectKept();
      answers[to] ??= await sameBuild(stack);
      const found = await traces();
      expect(found, "what is there of this mode each time").to.deep.equal((tracesIn[to] ??= found));
      const left = found.filter((trace) => new RegExp(`${stack.named()}-(dind|builds)`).test(trace));
      expect(left.length > 0).to.equal(to !== "dood");
      expect(left.every((trace) => trace.includes(to === "remote" ? "-builds" : "-dind"))).to.equal(true);
    });
  }

  it("leaves no certificate, and nothing to change", async () => {
    await stack.at(configs().dood);
    const types = await stack.resourceTypes();
    expect(types.filter((type) => type.startsWith("tls:"))).to.deep.equal([]);
    await stack.changesNothing();
  });

  /** The docs are compared with what all switches showed. */
  function skipsUnlessAllRan(test: Mocha.Context): void {
    if (rows.length === walk.length - 1) return;
    console.log("      skipped: not all switches were seen in this run");
    test.skip();
  }

  it("is told in the docs as it was seen here", function () {
    skipsUnlessAllRan(this);
    expectInDocs("docs/switching.md", "tests/engine/switching.test.ts", [
      ["", "makes", "replaces", "deletes"],
      ...rows,
    ]);
  });

  it("has agents to whom one and the same build script does what the docs say, in each mode", function () {
    skipsUnlessAllRan(this);
    const modes = (["dood", "dind", "rootless", "embedded", "remote"] as const).map(
      (mode) => [mode, answers[mode] ?? []] as const,
    );
    const table = questions.map((question, row) => [question, ...modes.map(([, seen]) => seen[row] ?? "")]);
    expectInDocs("docs/agents.md", "tests/engine/switching.test.ts", [["", ...modes.map(([mode]) => mode)], ...table]);
  });

  function configs(): Record<Mode, Config> {
    const blocks = { remote: { container: { port, ...innerRegistry() } } }; // a block of another mode may stay
    return {
      dood: { access: "dood", ...blocks },
      dind: { access: "dind", dind: innerRegistry(), ...blocks },
      rootless: { access: "dind", dind: { isolation: "rootless", ...innerRegistry() }, ...blocks },
      embedded: { access: "dind", dind: { placement: "embedded", ...innerRegistry() }, ...blocks },
      remote: { access: "remote", ...blocks },
    };
  }

  /** Builds once more, too: the job has to work in every mode. */
  async function expectKept(): Promise<void> {
    expect(await stack.output("url")).to.equal(atFirst.url);
    expect(await stack.output("adminPassword")).to.equal(atFirst.password);
    const jenkins = await stack.jenkins();
    expect(await jenkins.history("kept")).to.deep.equal(history);
    expect((await jenkins.build("kept")).result).to.equal("SUCCESS");
    history.push("SUCCESS");
  }

  /** Without what follows the tag of an image that was there before. [components/docker/image.ts: nameAfter] */
  async function traces(): Promise<string[]> {
    const found = await tracesOf(await localEngine(), stack.name);
    return found.map((trace) => trace.replace(/(:[0-9a-f]{12})-[0-9a-f]{4}$/, "$1"));
  }
});

/** The Docker objects of a preview with one operation: "container jenkins-dind, volume jenkins-dind". */
function things(changes: Change[], op: string): string {
  const ofDocker = changes.filter(
    (change) => change.op === op && /^docker:.*(Container|Volume|Network)$/.test(change.type),
  );
  return ofDocker
    .map(({ type, name }) => `${(type.split(":").at(-1) ?? "").toLowerCase()} ${name}`)
    .sort()
    .join(", ");
}
