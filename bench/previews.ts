/** What previews cost, and an `up` that has nothing to change: in time and memory, against a bare program with as many resources. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { Options } from "./index";
import { type Bench, nowhere, programs, type Program, stackOf } from "./programs";
import { inTurns, median, printTable, ratio, secondsOf, shown } from "./turns";

/** How many controllers a stack has. Twenty that run are more than a small machine can have. */
const sizes = { preview: [1, 5, 20], up: [1, 5] };

export async function previews(options: Options): Promise<void> {
  const head = ["", "controllers", "program", "resources", "time", "ratio", "memory", "ratio"];
  const rows: string[][] = [];
  for (const action of ["preview", "up"] as const)
    for (const controllers of sizes[action]) rows.push(...(await measured(action, controllers, options)));
  printTable("Previews, and an up without changes", head, rows);
}

async function measured(action: "preview" | "up", controllers: number, options: Options): Promise<string[][]> {
  const { rounds, engine } = options;
  const folder = path.join(options.folder, `${action}-${String(controllers)}`);
  fs.mkdirSync(path.join(folder, "state"), { recursive: true });
  const memory = path.join(folder, "memory");
  const made = new Map<string, Bench>();
  const resources = new Map<string, number>();
  const chosen: Program[] = programs.filter(({ one }) => controllers === 1 || one !== true);
  try {
    for (const program of chosen) {
      const settings = { folder, controllers, memory, engine: action === "up" ? engine : nowhere };
      made.set(program.name, await stackOf(program, settings));
    }
    const mebibytes = new Map<string, number[]>();
    const times = await inTurns([...made.keys()], rounds, async (name) => {
      fs.writeFileSync(memory, "");
      const seconds = await secondsOf(async () => resources.set(name, (await made.get(name)?.[action]()) ?? 0));
      const kibibytes = fs.readFileSync(memory, "utf8").trim().split("\n").map(Number);
      mebibytes.set(name, [...(mebibytes.get(name) ?? []), Math.max(...kibibytes) / 1024]);
      return { [action]: seconds };
    });
    return [...made.keys()].map((name) => [
      action === "up" ? "up without changes" : action,
      ...[String(controllers), name, String(resources.get(name))],
      ...[shown(times[name]?.get(action)), ratio(times[name]?.get(action), times.bare?.get(action))],
      `${median(mebibytes.get(name) ?? []).toFixed(0)} MiB`,
      ratio(mebibytes.get(name), mebibytes.get("bare")),
    ]);
  } finally {
    if (action === "up") for (const bench of made.values()) await bench.destroy();
  }
}
