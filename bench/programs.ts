/** The programs that are measured, each a stack of its own. */
import { type ConfigMap, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import * as fs from "node:fs";
import * as path from "node:path";
import { localBackend } from "../cli/local-stack";

const repository = path.join(__dirname, "..");

/** A program that is measured. */
export interface Program {
  name: string;
  main: string;
  /** Options of Node, beside those of every program. */
  nodeargs?: string;
  /** Whether it has one controller, and no more. */
  one?: true;
}

export const programs: Program[] = [
  { name: "bare", main: "bench/bare.cjs" },
  { name: "components", main: "bench/ours.cjs" },
  { name: "the clone's program", main: "stacks/index.ts", nodeargs: "--require=tsx/cjs", one: true },
  { name: "the same, compiled", main: "dist/stacks/index.js", one: true },
];

/** Nothing answers there: a preview does not connect. */
export const nowhere = "unix:///run/there-is-none.sock";

/** What is done with a program. */
export interface Bench {
  stack: Stack;
  /** Gives the number of resources. */
  preview(): Promise<number>;
  up(): Promise<number>;
  destroy(): Promise<void>;
}

/** What the program of a stack is to be. */
export interface Settings {
  folder: string;
  controllers: number;
  /** The file that its programs write down in what they took. */
  memory: string;
  engine: string;
  /** The stack's config beyond engine and port, by paths: `dind.placement`. */
  config?: Record<string, string>;
}

/** A stack in a folder of its own. */
export async function stackOf(
  program: Program,
  { folder, controllers, memory, engine, config = {} }: Settings,
): Promise<Bench> {
  const workDir = path.join(folder, program.name.replace(/\W+/g, "-"));
  fs.mkdirSync(workDir);
  const remember = `--require=${path.join(repository, "bench/remember-memory.cjs")}`;
  const nodeargs = [remember, program.nodeargs ?? ""].join(" ").trim();
  const project = {
    name: "pulumi-jenkins-docker",
    main: path.join(repository, program.main),
    runtime: { name: "nodejs", options: { typescript: false, nodeargs } },
  };
  fs.writeFileSync(path.join(workDir, "Pulumi.yaml"), JSON.stringify(project));
  const envVars = {
    PULUMI_BACKEND_URL: localBackend(path.join(folder, "state")),
    PULUMI_CONFIG_PASSPHRASE: "of a benchmark",
    BENCH_CONTROLLERS: String(controllers),
    BENCH_ENGINE: engine,
    BENCH_MEMORY: memory,
    BENCH_REPOSITORY: repository,
  };
  const stackName = `bench-${path.basename(workDir).slice(0, 12)}-${String(controllers)}`.toLowerCase();
  const stack = await LocalWorkspace.createStack({ stackName, workDir }, { envVars });
  const port = String(18100 + programs.indexOf(program));
  await stack.setAllConfig(ofProject({ "local.dockerHost": engine, "jenkins.port": port, ...config }), true);
  const sum = (counts: Record<string, number | undefined> = {}) =>
    Object.values(counts).reduce<number>((all, count) => all + (count ?? 0), 0);
  return {
    stack,
    preview: async () => sum((await stack.preview()).changeSummary),
    up: async () => sum((await stack.up()).summary.resourceChanges),
    destroy: async () => {
      await stack.destroy();
    },
  };
}

/** Settings as the config of our project. */
export function ofProject(settings: Record<string, string>): ConfigMap {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`pulumi-jenkins-docker:${key}`, { value }]),
  );
}
