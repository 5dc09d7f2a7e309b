/** Which test files run, and in which order. */
import * as fs from "node:fs";
import * as path from "node:path";
import { changedSince, recordedRun } from "./record";
import { type Coverage, select } from "./selection";
import { type Suite, testsFolder } from "./suite";

/** All files of a suite, by their path below tests/. */
export function quickFiles(suite: Suite): string[] {
  const names = fs.readdirSync(path.join(testsFolder, suite), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${suite}/${name}`)
    .sort();
}

/** All slow files; the long ones only where they are asked for. */
export function slowFiles(long: boolean): string[] {
  const files = [...quickFiles("engine"), ...quickFiles("vm")];
  return slowestFirst(files.filter((file) => long || !file.startsWith("vm/long/")));
}

/** The slow files that a change makes run, said with their reasons; and what is left out, with the commit that it passed at. */
export function selected(coverage: Coverage): string[] {
  const run = recordedRun();
  const changed = run && changedSince(run.commit);
  const { runs, leftOut } = select(coverage, changed);
  if (!run || !changed) {
    console.log("\nNo run of all tests is recorded that this commit follows: everything runs.");
    return slowFiles(true);
  }
  const passed = `commit ${run.commit.slice(0, 12)} of ${run.date.slice(0, 10)}`;
  console.log(`\nThe last run of all tests was of ${passed}; ${String(changed.length)} files have changed since.`);
  for (const { file, why } of runs) console.log(`  runs      ${file} (${why})`);
  for (const file of leftOut) console.log(`  left out  ${file}, which passed at ${passed}`);
  return slowestFirst(runs.map(({ file }) => file));
}

/** What takes longest begins first, so that the end does not wait for it alone. */
function slowestFirst(files: string[]): string[] {
  const seconds = recordedRun()?.seconds ?? {};
  const of = (file: string) => seconds[file] ?? Infinity;
  return [...files].sort((one, other) => (of(one) === of(other) ? 0 : of(other) - of(one)));
}
