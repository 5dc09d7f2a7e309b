/**
 * `npm run bench`: what ours takes, side by side with what a native engineer would compare it with, in one run, as ratios.
 *
 *   npm run bench                                all of it
 *   npm run bench -- previews compose            these parts
 *   npm run bench -- --rounds 7                  more rounds than five
 *   npm run bench -- agents --agents 50          fewer agents than 500
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { againstCompose } from "./compose";
import { inAgents, manyAgents, withModes } from "./modes";
import { previews } from "./previews";
import { profile } from "./profile";

/** What a part is given. */
export interface Options {
  /** An empty folder, which is deleted. */
  folder: string;
  rounds: number;
  /** How many agents come and go in each mode. */
  agents: number;
  /** The engine of this machine. */
  engine: string;
}

/** Each prints its tables. */
const parts: Record<string, (options: Options) => Promise<void>> = {
  previews,
  profile,
  compose: againstCompose,
  builds: (options) => withModes(options, inAgents),
  agents: (options) => withModes(options, manyAgents),
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      agents: { type: "string", default: "500" },
    },
    allowPositionals: true,
  });
  const unknown = positionals.find((part) => !(part in parts));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a part: ${Object.keys(parts).join(", ")}`);
  const engine = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";
  for (const [part, measure] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(part)) continue;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
    fs.mkdirSync(path.join(folder, "state"));
    try {
      await measure({ folder, rounds: Number(values.rounds), agents: Number(values.agents), engine });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
