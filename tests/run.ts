/**
 * `npm test`: unit and component tests, which need Node alone; then the engine tests, where Docker and Pulumi are there;
 * then those on virtual machines, where there is an AWS that boots them (testbed/aws).
 * What did not run is said in so many words, and in CI it is a failure. The last lines are what failed, and the sum.
 *
 *   npm test                     everything this machine can run
 *   npm test -- unit components  only these
 *   npm test -- --grep TEXT      only tests whose title has TEXT
 *   npm run test:vm              the tests on virtual machines, the long ones, too
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { missingForEngineTests } from "./engine/support/requirements";
import { Times } from "./runner/times";
import { missingForVmTests } from "./vm/support/requirements";

/** Seconds for one test: an engine test builds images and starts Jenkins; one on a VM boots that on an emulated CPU. */
const limits = { unit: 10, components: 30, engine: 600, vm: 1500 } as const;
type Suite = keyof typeof limits;

/** Files that run at a time: an engine test mostly waits, for Java and for Pulumi. */
const jobs: Partial<Record<Suite, number>> = { engine: 2 };

interface Sum {
  passed: number;
  failed: number;
  skipped: number;
  /** A line for each test that failed: its title, and the beginning of why. */
  failures: string[];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { grep: { type: "string" }, long: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.find((suite) => !(suite in limits));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a suite: ${Object.keys(limits).join(", ")}`);
  const chosen = (positionals.length > 0 ? positionals : Object.keys(limits)) as Suite[];
  const sum: Sum = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const notRun: string[] = [];
  for (const suite of chosen) {
    const missing = await needs[suite]?.missing();
    if (missing === undefined || missing.length === 0) add(sum, await run(suite, values.grep, values.long));
    else {
      notRun.push(suite);
      sayWhyNot(suite, missing);
      if (process.env.CI === "true") sum.failed += 1;
    }
  }
  if (sum.passed + sum.failed + notRun.length === 0) {
    console.log("\nNo test ran at all.");
    sum.failed += 1;
  }
  // Once more, beside the sum: what is kept of a long log is its end.
  for (const failure of sum.failures) console.log(`FAILED ${failure}`);
  console.log(`\n${String(sum.passed)} passed, ${String(sum.failed)} failed, ${String(sum.skipped)} skipped`);
  process.exit(sum.failed > 0 ? 1 : 0);
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

function add(sum: Sum, more: Sum): void {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
  sum.failures.push(...more.failures);
}

function run(suite: Suite, grep: string | undefined, long: boolean): Promise<Sum> {
  const mocha = new Mocha({
    timeout: limits[suite] * 1000,
    slow: 60_000,
    grep,
    forbidOnly: process.env.CI === "true",
    jobs: jobs[suite],
  });
  // In parallel, a file's results are printed when it is done.
  mocha.parallelMode((jobs[suite] ?? 1) > 1);
  const folder = path.join(__dirname, suite);
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && (long || !file.startsWith("long/")));
  for (const file of files.sort()) mocha.addFile(path.join(folder, file));
  const times = new Times(__dirname);
  const began = Date.now();
  return new Promise((resolve) => {
    const why: string[] = [];
    const runner = mocha.run(() => {
      console.log(`SUITE ${suite}: ${((Date.now() - began) / 1000).toFixed(0)} s`);
      for (const line of times.slowest(500)) console.log(line);
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending, failures: why });
    });
    times.watch(runner);
    runner.on("fail", (test, error: Error) => {
      why.push(`${test.fullTitle()}: ${error.message.replace(/\s+/g, " ").slice(0, 600)}`);
    });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
