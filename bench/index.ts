/**
 * `npm run bench`: what ours takes, in time and memory, as a ratio to a bare program with as many resources of the same
 * providers: previews, for which no engine is needed, and how they grow with the controllers in one stack; and, where there is
 * an engine, an `up` that has nothing to change.
 *
 *   npm run bench               three rounds
 *   npm run bench -- --rounds 7 --controllers 1,10
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { type Bench, programs, type Program, stackOf } from "./programs";

/** Nothing answers there: a preview does not connect. */
const nowhere = "unix:///run/there-is-none.sock";
const engine = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";

interface Measured {
  seconds: number[];
  mebibytes: number[];
  resources: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: "string", default: "3" }, controllers: { type: "string", default: "1,5,20" } },
  });
  const rounds = Number(values.rounds);
  const rows: string[][] = [];
  for (const controllers of values.controllers.split(",").map(Number)) {
    rows.push(...table("preview", controllers, await measure("preview", controllers, rounds)));
  }
  if (!engine.startsWith("unix:") || fs.existsSync(engine.slice("unix://".length))) {
    rows.push(...table("up without changes", 1, await measure("up", 1, rounds)));
  } else console.log(`There is no engine at ${engine}: no up was measured.`);
  const head = ["", "controllers", "program", "resources", "time", "ratio", "memory", "ratio"];
  for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
}

function table(action: string, controllers: number, measured: Map<string, Measured>): string[][] {
  const bare = measured.get("bare");
  return [...measured].map(([name, { seconds, mebibytes, resources }]) => [
    action,
    String(controllers),
    name,
    String(resources),
    `${median(seconds).toFixed(1)} s`,
    (median(seconds) / median(bare?.seconds ?? [])).toFixed(2),
    `${median(mebibytes).toFixed(0)} MiB`,
    (median(mebibytes) / median(bare?.mebibytes ?? [])).toFixed(2),
  ]);
}

/** All programs in turn, round after round: the machine's moods meet each of them. */
async function measure(action: "preview" | "up", controllers: number, rounds: number): Promise<Map<string, Measured>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  fs.mkdirSync(path.join(folder, "state"));
  const memory = path.join(folder, "memory");
  const found = new Map<string, Measured>();
  const chosen = programs.filter(({ one }) => controllers === 1 || one !== true);
  const made: [Program, Bench][] = [];
  try {
    for (const program of chosen) {
      const settings = { folder, controllers, memory, engine: action === "up" ? engine : nowhere };
      made.push([program, await stackOf(program, settings)]);
    }
    // What is read for the first time, and what an up has to make, is not measured.
    for (const [{ name }, bench] of made)
      found.set(name, { seconds: [], mebibytes: [], resources: await bench[action]() });
    for (let round = 0; round < rounds; round++) {
      for (const [{ name }, bench] of made) {
        fs.writeFileSync(memory, "");
        const began = performance.now();
        await bench[action]();
        const one = found.get(name);
        one?.seconds.push((performance.now() - began) / 1000);
        one?.mebibytes.push(Math.max(...fs.readFileSync(memory, "utf8").trim().split("\n").map(Number)) / 1024);
      }
    }
    return found;
  } finally {
    if (action === "up") for (const [, bench] of made) await bench.destroy();
    fs.rmSync(folder, { recursive: true });
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
