/** Moments of a run of Pulumi that do not depend on how often the state is written: on a busy machine, one write has more in it. */
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Moment } from "./killing";
import type { TestStack } from "./stack";

/** When the state has so many resources more than at the beginning. */
export function onMoreResources(more: number): Moment {
  return {
    name: `the state has ${String(more)} more resources`,
    reached: (stack, signal) => {
      const before = resourcesOf(stack);
      return until(signal, () => resourcesOf(stack) >= before + more);
    },
  };
}

/** When the run has locked the stack. */
export const onLock: Moment = {
  name: "the stack is locked",
  reached: (stack, signal) =>
    until(signal, () => fs.existsSync(backend(stack, "locks")) && filesIn(backend(stack, "locks")).length > 0),
};

/** When the run has started the Docker provider. [linux: proc_pid_environ(5)] */
export const onProvider: Moment = {
  name: "the Docker provider starts",
  reached: (stack, signal) =>
    until(signal, () =>
      fs
        .readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .some(
          (id) =>
            textOf(`/proc/${id}/cmdline`).includes("pulumi-resource-docker") &&
            textOf(`/proc/${id}/environ`).includes(stack.environment.PULUMI_BACKEND_URL ?? ""),
        ),
    ),
};

async function until(signal: AbortSignal, reached: () => boolean): Promise<void> {
  while (!reached()) {
    if (signal.aborted) throw new Error("the run ended before that");
    await sleep(10);
  }
}

function backend(stack: TestStack, folder: string): string {
  return path.join(fileURLToPath(stack.environment.PULUMI_BACKEND_URL ?? ""), ".pulumi", folder);
}

function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
}

/** 0 while the file is just being written. */
function resourcesOf(stack: TestStack): number {
  try {
    const { checkpoint } = JSON.parse(stack.state()) as { checkpoint: { latest?: { resources?: unknown[] } } };
    return checkpoint.latest?.resources?.length ?? 0;
  } catch {
    return 0;
  }
}

/** A file's text; nothing where it is gone. */
function textOf(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
