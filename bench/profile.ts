/** Where the processor's time of a preview goes: by the package whose code runs, ours beside a bare program's. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { Options } from "./index";
import { type Bench, nowhere, programs, stackOf } from "./programs";
import { inTurns, type Measured, median, printTable } from "./turns";

/** What V8 writes down. [chromedevtools.github.io: devtools-protocol, Profiler.Profile] */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

const controllers = 20;
/** Milliseconds. A package that differs by fewer goes into the line "others". */
const shownFrom = 20;

/** Prints the table. */
export async function profile({ folder, rounds }: Options): Promise<void> {
  const into = path.join(folder, "profiles");
  const stacks: Record<string, Bench> = {};
  for (const program of programs.filter(({ one }) => one !== true))
    stacks[program.name] = await stackOf(
      { ...program, nodeargs: `--cpu-prof --cpu-prof-dir=${into}` },
      { folder, controllers, memory: path.join(folder, "memory"), engine: nowhere },
    );
  const spent = await inTurns(["bare", "components"], rounds, async (name) => {
    await stacks[name]?.preview();
    const milliseconds = spentIn(longest(into));
    fs.rmSync(into, { recursive: true });
    return milliseconds;
  });
  const lines = differences(spent.bare, spent.components);
  const row = (name: string, part: Difference[]) => [
    name,
    ...(["bare", "ours", "more"] as const).map((column) => {
      const milliseconds = part.reduce((sum, line) => sum + line[column], 0);
      return `${milliseconds.toFixed(0)} ms`;
    }),
  ];
  const shown = lines.filter(({ more }) => Math.abs(more) >= shownFrom);
  const others = lines.filter((line) => !shown.includes(line));
  printTable(
    `The processor's time of a preview of ${String(controllers)} controllers`,
    ["whose code", "bare", "components", "more"],
    [...shown.map((line) => row(line.name, [line])), row("others", others), row("all", lines)],
  );
}

/** The medians of what a package took, in milliseconds. */
interface Difference {
  name: string;
  bare: number;
  ours: number;
  more: number;
}

/** For each package that took any time, the one with the largest difference first. */
function differences(bare: Measured, components: Measured): Difference[] {
  return [...new Set([...bare.keys(), ...components.keys()])]
    .map((name) => ({ name, bare: median(bare.get(name) ?? [0]), ours: median(components.get(name) ?? [0]) }))
    .map((medians) => ({ ...medians, more: medians.ours - medians.bare }))
    .sort((left, right) => right.more - left.more);
}

/** The profile of the program itself: another process may write one, too. */
function longest(folder: string): Profile {
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const [file = ""] = files.sort((left, right) => fs.statSync(right).size - fs.statSync(left).size);
  return JSON.parse(fs.readFileSync(file, "utf8")) as Profile;
}

/** Milliseconds, by the package whose code ran. */
function spentIn({ nodes, samples, timeDeltas }: Profile): Record<string, number> {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const spent: Record<string, number> = {};
  samples.forEach((id, index) => {
    const owner = owners.get(id);
    if (owner !== undefined) spent[owner] = (spent[owner] ?? 0) + (timeDeltas[index] ?? 0) / 1000;
  });
  return spent;
}

/** Whose a function is; undefined where the processor has nothing to do. */
function ownerOf({ functionName, url }: Profile["nodes"][number]["callFrame"]): string | undefined {
  if (functionName === "(idle)") return undefined;
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (inPackage !== undefined) return inPackage;
  if (url.startsWith("node:")) return "Node itself";
  return url === "" ? "V8 and native code" : "the program, and this package";
}
