/** Where a run's time went: the slowest files, and the slowest tests and hooks. */
import * as path from "node:path";
import type { Hook, Runner, Test } from "mocha";

/** Seconds of one file, or of one test or hook. */
interface Timed {
  title: string;
  seconds: number;
}

/** Collects how long each test and hook of a run takes. In parallel runs a file's times arrive when the file has ended. */
export class Times {
  private readonly steps: Timed[] = [];
  private readonly files = new Map<string, number>();

  /** @param root the folder that files are named from */
  constructor(private readonly root: string) {}

  /** Listens to a run of mocha. */
  watch(runner: Runner): void {
    runner.on("test end", (test) => {
      this.add(test, test.fullTitle());
    });
    runner.on("hook end", (hook) => {
      this.add(hook, `${hook.parent?.fullTitle() ?? ""} ${hook.title}`);
    });
  }

  /** The slowest files, then the slowest tests and hooks, a line each. */
  slowest(count: number): string[] {
    const files = [...this.files].map(([title, seconds]) => ({ title, seconds }));
    return ["Slowest files:", ...top(files, count), "Slowest tests and hooks:", ...top(this.steps, count)];
  }

  /** Whole seconds of each file. */
  ofFiles(): Record<string, number> {
    return Object.fromEntries([...this.files].map(([file, seconds]) => [file, Math.round(seconds)]));
  }

  private add(step: Test | Hook, title: string): void {
    const seconds = (step.duration ?? 0) / 1000;
    const file = step.file === undefined ? "(no file)" : path.relative(this.root, step.file);
    this.files.set(file, (this.files.get(file) ?? 0) + seconds);
    this.steps.push({ title: `${file}: ${title.trim()}`, seconds });
  }
}

function top(timed: Timed[], count: number): string[] {
  const sorted = [...timed].sort((one, other) => other.seconds - one.seconds);
  return sorted.slice(0, count).map(({ title, seconds }) => `  ${seconds.toFixed(1).padStart(7)} s  ${title}`);
}
