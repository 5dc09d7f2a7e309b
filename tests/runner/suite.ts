/** Runs the files of one suite by mocha, and sums up what they did. */
import * as path from "node:path";
import Mocha from "mocha";
import { failureLine } from "./failure-line";
import { Times } from "./times";
import "./whole-values";

/**
 * The suites: seconds for one test, how many files run at a time (beside another suite, and alone), and whether a suite is slow. Slow ones run beside
 * each other. An engine test builds images and starts Jenkins, and waits in between. A VM on an emulated CPU takes a whole core, so there is one at a time. With three engine files
 * beside it, a VM got a quarter of two cores, and its set-up took longer than a test may. So there are three where no VM runs.
 */
export const suites = {
  unit: { limit: 10, jobs: 1, jobsAlone: 1, slow: false },
  components: { limit: 30, jobs: 1, jobsAlone: 1, slow: false },
  engine: { limit: 600, jobs: 2, jobsAlone: 3, slow: true },
  vm: { limit: 1500, jobs: 1, jobsAlone: 1, slow: true },
} as const;
export type Suite = keyof typeof suites;

/** The folder of all tests. */
export const testsFolder = path.join(__dirname, "..");
/** The folder of the whole repository. */
export const repository = path.join(testsFolder, "..");

/** What a run of a suite came to, and where its time went. */
export interface SuiteRun {
  passed: number;
  failed: number;
  skipped: number;
  /** A line for each test that failed: its title, and why. */
  failures: string[];
  seconds: number;
  times: Times;
}

/**
 * Runs files, named from the folder of all tests, in the order in which they are given.
 * @param times collects what each file came to
 * @param alone whether no other suite runs beside it
 */
export function runSuite(
  suite: Suite,
  files: readonly string[],
  grep: string | undefined,
  times = new Times(testsFolder),
  alone = false,
): Promise<SuiteRun> {
  const { limit, jobs, jobsAlone, slow } = suites[suite];
  const mocha = new Mocha({
    timeout: limit * 1000,
    slow: 60_000,
    grep,
    forbidOnly: process.env.CI === "true",
    jobs: alone ? jobsAlone : jobs,
    require: [path.join(__dirname, "whole-values.ts")], // for the workers
  });
  // Workers run the files, and a file's results are printed when it is done: those of two suites do not mix.
  mocha.parallelMode(slow);
  for (const file of files) mocha.addFile(path.join(testsFolder, file));
  // Mocha lets a rejection pass that nobody handles. Thrown, it is a failure of the test that runs. In the other suites, outputs of Pulumi's that
  // have a wrong value reject by design.
  const throws = (reason: unknown) => {
    throw reason;
  };
  if (suite === "unit") process.on("unhandledRejection", throws);
  const began = Date.now();
  return new Promise((resolve) => {
    const failures: string[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      const seconds = Math.round((Date.now() - began) / 1000);
      process.off("unhandledRejection", throws);
      resolve({ passed: passes, failed, skipped: pending, failures, seconds, times });
    });
    times.watch(runner);
    runner.on("fail", (test, error: Error) => {
      failures.push(failureLine(test.fullTitle(), error.message));
    });
  });
}
