/**
 * `npm run bench`: what a preview of ours takes, in time and memory, as a ratio to a bare program with as many resources of
 * the same providers; and how both grow with the controllers in one stack. No engine is needed: a preview connects to none.
 *
 *   npm run bench               three rounds
 *   npm run bench -- --rounds 7 --controllers 1,10
 */
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { localBackend } from "../cli/local-stack";

const repository = path.join(__dirname, "..");

/** A program that is measured. */
interface Program {
  name: string;
  main: string;
  /** Options of Node, beside those of every program. */
  nodeargs?: string;
}

const programs: Program[] = [
  { name: "bare", main: "bench/bare.cjs" },
  { name: "components, compiled", main: "bench/ours.cjs" },
  { name: "the clone's program, by tsx", main: "stacks/index.ts", nodeargs: "--import=tsx" },
];

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
  const rows: string[][] = [["controllers", "program", "resources", "preview", "ratio", "memory", "ratio"]];
  for (const controllers of values.controllers.split(",").map(Number)) {
    const measured = await measure(controllers, rounds);
    const bare = measured.get("bare");
    for (const [name, { seconds, mebibytes, resources }] of measured) {
      const ratio = (of: (one: Measured) => number[]) =>
        bare ? (median(of({ seconds, mebibytes, resources })) / median(of(bare))).toFixed(2) : "";
      rows.push([
        String(controllers),
        name,
        String(resources),
        `${median(seconds).toFixed(1)} s`,
        ratio((one) => one.seconds),
        `${median(mebibytes).toFixed(0)} MiB`,
        ratio((one) => one.mebibytes),
      ]);
    }
  }
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

/** All programs in turn, round after round: the machine's moods meet each of them. */
async function measure(controllers: number, rounds: number): Promise<Map<string, Measured>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  fs.mkdirSync(path.join(folder, "state"));
  const found = new Map<string, Measured>();
  try {
    for (const program of programs) {
      if (program.nodeargs !== undefined && controllers > 1) continue; // it has one
      const memory = path.join(folder, "memory");
      const stack = await stackOf(program, folder, controllers, memory);
      await stack.preview(); // what is read for the first time is not measured
      found.set(program.name, { seconds: [], mebibytes: [], resources: 0 });
      for (let round = 0; round < rounds; round++) {
        fs.writeFileSync(memory, "");
        const began = performance.now();
        const { changeSummary } = await stack.preview();
        const one = found.get(program.name);
        one?.seconds.push((performance.now() - began) / 1000);
        one?.mebibytes.push(Math.max(...fs.readFileSync(memory, "utf8").trim().split("\n").map(Number)) / 1024);
        if (one) one.resources = changeSummary.create ?? 0;
      }
    }
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function stackOf(program: Program, folder: string, controllers: number, memory: string): Promise<Stack> {
  const workDir = path.join(folder, program.name.replace(/\W+/g, "-"));
  fs.mkdirSync(workDir);
  const nodeargs = [`--require=${path.join(repository, "bench/remember-memory.cjs")}`, program.nodeargs ?? ""].join(
    " ",
  );
  const project = {
    name: "pulumi-jenkins-docker",
    main: path.join(repository, program.main),
    runtime: { name: "nodejs", options: { typescript: false, nodeargs: nodeargs.trim() } },
  };
  fs.writeFileSync(path.join(workDir, "Pulumi.yaml"), JSON.stringify(project));
  const envVars = {
    PULUMI_BACKEND_URL: localBackend(path.join(folder, "state")),
    PULUMI_CONFIG_PASSPHRASE: "of a benchmark",
    BENCH_CONTROLLERS: String(controllers),
    BENCH_MEMORY: memory,
  };
  const stackName = `bench-${path.basename(workDir)}-${String(controllers)}`;
  return LocalWorkspace.createStack({ stackName, workDir }, { envVars });
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
