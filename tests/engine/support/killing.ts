/** Kills a run of Pulumi at a moment: what its engine, or its state, has just come to. */
import type Dockerode from "dockerode";
import { expect } from "chai";
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { localEngine } from "./docker";
import { commandLine } from "./command";
import type { TestStack } from "./stack";

/** A moment of a run. `reached` resolves at it; it is asked for before the run begins. */
export interface Moment {
  /** What a reader calls it. */
  name: string;
  reached: (stack: TestStack, signal: AbortSignal) => Promise<unknown>;
}

/** As the engine reports it. [docs.docker.com: Engine API, events] */
export interface EngineEvent {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: { name?: string } };
}

/**
 * When the engine reports an event of one of the stack's things, which is before Pulumi hears of it.
 * @param what what follows the controller's name in the thing's name
 * @example onEngine("container create", "dind")
 */
export function onEngine(event: string, what?: string, name = `${event} ${what ?? ""}`.trim()): Moment {
  const [type, ...action] = event.split(" ");
  return {
    name,
    reached: async (stack, signal) => {
      const isIt = ({ Type, Action, Actor }: EngineEvent) =>
        Type === type &&
        Action.startsWith(action.join(" ")) &&
        [Actor.ID, Actor.Attributes.name].includes(stack.named(what));
      await eventOn(await localEngine(), isIt, signal);
    },
  };
}

/** Resolves at an event of an engine. */
export async function eventOn(
  engine: Dockerode,
  isIt: (event: EngineEvent) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const events = await engine.getEvents();
  await new Promise<void>((resolve, reject) => {
    let rest = "";
    events.on("data", (piece: Buffer) => {
      const lines = (rest + piece.toString()).split("\n");
      rest = lines.pop() ?? "";
      if (lines.some((line) => line !== "" && isIt(JSON.parse(line) as EngineEvent))) resolve();
    });
    signal.addEventListener("abort", () => {
      reject(new Error("the run ended before that"));
    });
  }).finally(() => {
    (events as unknown as { destroy(): void }).destroy();
  });
}

/** When the state is written for the so-many-th time in this run. */
export function onState(times: number): Moment {
  return {
    name: `the state is written, ${String(times)}.`,
    reached: (stack, signal) =>
      new Promise<void>((resolve, reject) => {
        const folder = path.join(fileURLToPath(stack.environment.PULUMI_BACKEND_URL ?? ""), ".pulumi/stacks");
        let left = times;
        const watcher = fs.watch(folder, { recursive: true }, (_, file) => {
          // A new state is a file with a name of its own, which then takes the name of the state. Both are told.
          if (file?.endsWith(`${stack.name}.json`) && (left -= 1) === 0) resolve();
        });
        signal.addEventListener("abort", () => {
          watcher.close();
          reject(new Error("the run ended before that"));
        });
      }),
  };
}

/** When something has happened to so many files of a folder of this machine. @param isIt whether an event counts */
export function onFile(folder: string, times = 1, isIt = () => true): Moment {
  return {
    name: `${path.basename(folder)} has a new file${times === 1 ? "" : `, the ${String(times)}.`}`,
    reached: (_, signal) =>
      new Promise<void>((resolve, reject) => {
        const seen = new Set<string>();
        const watcher = fs.watch(folder, { recursive: true }, (_event, file) => {
          if (file !== null && isIt() && seen.add(file).size >= times) resolve();
        });
        signal.addEventListener("abort", () => {
          watcher.close();
          reject(new Error("the run ended before that"));
        });
      }),
  };
}

/** Runs a command of Pulumi, and kills the command line, and only it, at a moment. */
export async function killedAt(stack: TestStack, words: string[], moment: Moment): Promise<void> {
  const all = [...words, "--yes", "--non-interactive", "--stack", stack.name];
  await killed(stack, [await realPulumi(), ...all], moment);
}

/** Runs a command of the package, and kills it at a moment. */
export async function commandKilledAt(stack: TestStack, words: string[], moment: Moment): Promise<void> {
  await killed(stack, commandLine(stack, words), moment);
}

async function killed(stack: TestStack, [tool = "", ...words]: string[], { name, reached }: Moment): Promise<void> {
  const over = new AbortController();
  const moment = reached(stack, over.signal);
  const run = spawn(tool, words, { ...stack.upCommand().options, stdio: "ignore" });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    run.on("close", (_, signal) => {
      over.abort();
      resolve(signal);
    }),
  );
  await moment;
  run.kill("SIGKILL");
  expect(await ended, `${words.join(" ")} at: ${name}`).to.equal("SIGKILL");
}

/** The command itself, not npm's wrapper, which would be killed instead of it. */
export async function realPulumi(): Promise<string> {
  const wrapper = "pulumi/lib/resolve.js"; // a variable, as it comes without types
  const module = (await import(wrapper)) as { resolve: () => Promise<string> };
  return module.resolve();
}

/** What Pulumi asks for after a killed run: the lock of the stack is given up. `npm start` does it by itself. */
export async function cancel(stack: TestStack): Promise<void> {
  execFileSync(await realPulumi(), ["cancel", "--yes", "--stack", stack.name], {
    cwd: stack.folder,
    env: { ...process.env, ...stack.environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
