/**
 * `npm test`: unit and component tests, which need Node alone; then the slow ones, beside each other: the engine tests, where
 * Docker and Pulumi are there, and those on virtual machines, where there is an AWS that boots them (testbed/aws).
 * What did not run is said in so many words, and in CI it is a failure. The last lines are what failed, and the sum.
 *
 *   npm test                     everything this machine can run, but for the long tests
 *   npm test -- unit components  only these suites
 *   npm test -- --grep TEXT      only tests whose title has TEXT
 *   npm test -- --changed        leaves out the slow files that do not always run, and cover nothing that has changed since
 *                                they last passed (recorded in tests/passed.json; the table is tests/runner/covers.ts)
 *   npm test -- --record         records in tests/passed.json which slow files passed, and at which commit; a run that is
 *                                interrupted (Ctrl-C) records those that had ended
 *   npm run test:vm              the tests on virtual machines, the long ones, too
 *   npm run test:all             all of it, the long ones, too, and records it
 */
import { parseArgs } from "node:util";
import { missingForEngineTests } from "./engine/support/requirements";
import { changedFiles, filesOf, slowFiles } from "./runner/files";
import { cleanCommit, type Passes, record } from "./runner/record";
import { runSuite, type Suite, suites, type SuiteRun, testsFolder } from "./runner/suite";
import { Times } from "./runner/times";
import { missingForVmTests } from "./vm/support/requirements";

interface Options {
  suites: Suite[];
  grep: string | undefined;
  /** The long tests, too. */
  long: boolean;
  changed: boolean;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      grep: { type: "string" },
      long: { type: "boolean", default: false },
      changed: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const unknown = positionals.find((suite) => !(suite in suites));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a suite: ${Object.keys(suites).join(", ")}`);
  const chosen = (positionals.length > 0 ? positionals : Object.keys(suites)) as Suite[];
  const commit = cleanCommit();
  const options = { suites: chosen, grep: values.grep, long: values.long, changed: values.changed };
  const times = new Map<Suite, Times>();
  if (values.record && values.grep === undefined)
    process.once("SIGINT", () => {
      recordPasses(times, commit);
      process.exit(1);
    });
  const { runs, notRun } = await runAll(options, times);

  const failed = sumOf(runs, "failed") + (process.env.CI === "true" ? notRun.length : 0);
  const [passed, skipped] = [sumOf(runs, "passed"), sumOf(runs, "skipped")];
  const nothing = passed + failed + notRun.length === 0;
  if (nothing) console.log("\nNo test ran at all.");
  sayTimes(runs);
  if (values.record && values.grep === undefined) recordPasses(times, commit);
  // Once more, beside the sum: what is kept of a long log is its end.
  for (const failure of [...runs.values()].flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`);
  const failures = failed + (nothing ? 1 : 0);
  console.log(`\n${sumText({ passed, failed: failures, skipped })}`);
  process.exit(failures > 0 ? 1 : 0);
}

/** The quick suites one after the other, then the slow ones at the same time. */
async function runAll(
  options: Options,
  times: Map<Suite, Times>,
): Promise<{ runs: Map<Suite, SuiteRun>; notRun: Suite[] }> {
  const runs = new Map<Suite, SuiteRun>();
  const notRun: Suite[] = [];
  for (const suite of options.suites) {
    if (suites[suite].slow) continue;
    runs.set(suite, await runSuite(suite, filesOf(suite), options.grep));
  }
  const slow = options.suites.filter((suite) => suites[suite].slow);
  if (options.changed) console.log("\nSlow test files, and what has changed since they last passed:");
  const files = new Map(
    slow.map((suite) => [suite, options.changed ? changedFiles(suite) : slowFiles(suite, options.long)]),
  );
  const running = slow.map(async (suite) => {
    const missing = await needs[suite]?.missing();
    if (missing !== undefined && missing.length > 0) {
      notRun.push(suite);
      sayWhyNot(suite, missing);
      return;
    }
    const ofSuite = new Times(testsFolder);
    times.set(suite, ofSuite);
    runs.set(suite, await runSuite(suite, files.get(suite) ?? [], options.grep, ofSuite, slow.length === 1));
  });
  await Promise.all(running);
  return { runs, notRun };
}

/** What a suite needs of a machine beside Node. */
const needs: Partial<Record<Suite, { what: string; missing: () => Promise<string[]>; prepare: string }>> = {
  engine: {
    what: "The engine tests (tests/engine: real Pulumi on a real Docker engine)",
    missing: missingForEngineTests,
    prepare: "testbed/prepare --env",
  },
  vm: {
    what: "The tests on virtual machines (tests/vm: an EC2 whose instances are QEMU's)",
    missing: missingForVmTests,
    prepare: "testbed/prepare --env --aws",
  },
};

function sayWhyNot(suite: Suite, missing: string[]): void {
  console.log(`\n${needs[suite]?.what ?? suite} did NOT run:`);
  for (const reason of missing) console.log(`  - ${reason}`);
  console.log(
    `To run them here: npm test, with these in place; or, where nothing can be downloaded,\n  eval "$(${needs[suite]?.prepare ?? ""})" && npm test`,
  );
}

/** How long each suite took, and what was slowest in it. */
function sayTimes(runs: Map<Suite, SuiteRun>): void {
  for (const [suite, { seconds, passed, failed, skipped, times }] of runs) {
    console.log(`\nSuite ${suite}: ${String(seconds)} s (${sumText({ passed, failed, skipped })}).`);
    for (const line of times.slowest(10)) console.log(line);
  }
}

/** Records the slow files whose tests all ran and passed, or says why they are not recorded. */
function recordPasses(ofSlow: Map<Suite, Times>, commit: string | undefined): void {
  if (commit === undefined || commit !== cleanCommit()) {
    console.log("\nNot recorded: the files are not those of a commit, or they changed during the run.");
    return;
  }
  const date = new Date().toISOString();
  const passes: Passes = {};
  for (const times of ofSlow.values()) {
    for (const [file, { passed, failed, skipped, seconds }] of times.files()) {
      if (passed > 0 && failed + skipped === 0)
        passes[file] = { commit, date, tests: passed, seconds: Math.round(seconds) };
      else console.log(`Not recorded: ${file}: ${sumText({ passed, failed, skipped })}.`);
    }
  }
  record(passes);
  console.log(`\n${String(Object.keys(passes).length)} slow files recorded in tests/passed.json: commit it.`);
}

/** As CI looks for it in the last line. */
function sumText({ passed, failed, skipped }: Record<"passed" | "failed" | "skipped", number>): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

function sumOf(runs: Map<Suite, SuiteRun>, what: "passed" | "failed" | "skipped"): number {
  return [...runs.values()].reduce((sum, run) => sum + run[what], 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
