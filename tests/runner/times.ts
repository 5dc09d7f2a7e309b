/** Where a run's time went: the slowest files, and the slowest tests and hooks. */
import * as path from "node:path";
import type { Hook, Runner, Test } from "mocha";

/** Seconds of one file, or of one test or hook. */
interface Timed {
  title: string;
  seconds: number;
}

/** What a file's tests came to. */
export interface FileRun {
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
}

/** Collects how long each test and hook of a run takes, and what each file came to. In parallel runs a file's times arrive when the file has ended. */
export class Times {
  private readonly steps: Timed[] = [];
  private readonly runs = new Map<string, FileRun>();

  /** @param root the folder that files are named from */
  constructor(private readonly root: string) {}

  /** Listens to a run of mocha. */
  watch(runner: Runner): void {
    runner.on("test end", (test) => {
      this.add(test, test.fullTitle());
    });
    runner.on("pass", ({ file }) => {
      this.fileOf(file).passed += 1;
    });
    runner.on("pending", ({ file }) => {
      this.fileOf(file).skipped += 1;
    });
    runner.on("fail", ({ file }) => {
      this.fileOf(file).failed += 1;
    });
    runner.on("hook end", (hook) => {
      this.add(hook, `${hook.parent?.fullTitle() ?? ""} ${hook.title}`);
    });
  }

  /** The slowest files, then the slowest tests and hooks, a line each. */
  slowest(count: number): string[] {
    const files = [...this.runs].map(([title, { seconds }]) => ({ title, seconds }));
    return ["Slowest files:", ...top(files, count), "Slowest tests and hooks:", ...top(this.steps, count)];
  }

  /** What each file came to, by its path below the root. */
  files(): ReadonlyMap<string, FileRun> {
    return this.runs;
  }

  private add(step: Test | Hook, title: string): void {
    const seconds = (step.duration ?? 0) / 1000;
    this.fileOf(step.file).seconds += seconds;
    this.steps.push({ title: `${this.nameOf(step.file)}: ${title.trim()}`, seconds });
  }

  private fileOf(file: string | undefined): FileRun {
    const name = this.nameOf(file);
    const found = this.runs.get(name) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 };
    this.runs.set(name, found);
    return found;
  }

  private nameOf(file: string | undefined): string {
    return file === undefined ? "(no file)" : path.relative(this.root, file);
  }
}

function top(timed: Timed[], count: number): string[] {
  const sorted = [...timed].sort((one, other) => other.seconds - one.seconds);
  return sorted.slice(0, count).map(({ title, seconds }) => `  ${seconds.toFixed(1).padStart(7)} s  ${title}`);
}
