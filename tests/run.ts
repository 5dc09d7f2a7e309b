/**
 * `npm test`: unit and component tests, which need Node alone; then the engine tests, where Docker and Pulumi are there.
 * What did not run is said in so many words, and in CI it is a failure. The last line is the sum.
 *
 *   npm test                     everything this machine can run
 *   npm test -- unit components  only these
 *   npm test -- --grep TEXT      only tests whose title has TEXT
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { missingForEngineTests } from "./engine/support/requirements";

/** Seconds for one test: an engine test builds images and starts Jenkins. */
const limits = { unit: 10, components: 30, engine: 600 } as const;
type Suite = keyof typeof limits;

interface Sum {
  passed: number;
  failed: number;
  skipped: number;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
  const unknown = positionals.find((suite) => !(suite in limits));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a suite: ${Object.keys(limits).join(", ")}`);
  const chosen = (positionals.length > 0 ? positionals : Object.keys(limits)) as Suite[];
  const sum: Sum = { passed: 0, failed: 0, skipped: 0 };
  const notRun: string[] = [];
  for (const suite of chosen) {
    const missing = suite === "engine" ? await missingForEngineTests() : [];
    if (missing.length === 0) add(sum, await run(suite, values.grep));
    else notRun.push(...missing);
  }
  if (notRun.length > 0) {
    console.log("\nThe engine tests (tests/engine: real Pulumi on a real Docker engine) did NOT run:");
    for (const reason of notRun) console.log(`  - ${reason}`);
    console.log(
      'To run them here: npm test, with these in place; or, where nothing can be downloaded,\n  eval "$(testbed/prepare --env)" && npm test',
    );
    if (process.env.CI === "true") sum.failed += 1;
  }
  if (sum.passed + sum.failed + notRun.length === 0) {
    console.log("\nNo test ran at all.");
    sum.failed += 1;
  }
  console.log(`\n${String(sum.passed)} passed, ${String(sum.failed)} failed, ${String(sum.skipped)} skipped`);
  process.exit(sum.failed > 0 ? 1 : 0);
}

function add(sum: Sum, more: Sum): void {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
}

function run(suite: Suite, grep: string | undefined): Promise<Sum> {
  const mocha = new Mocha({ timeout: limits[suite] * 1000, slow: 60_000, grep, forbidOnly: process.env.CI === "true" });
  const folder = path.join(__dirname, suite);
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"));
  for (const file of files.sort()) mocha.addFile(path.join(folder, file));
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
