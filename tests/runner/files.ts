/** Which test files run, and in which order. */
import * as fs from "node:fs";
import * as path from "node:path";
import { coverage } from "./covers";
import { changedSince, recorded } from "./record";
import { whyRun, withoutRepeated } from "./selection";
import { type Suite, testsFolder } from "./suite";

/** All files of a suite, by their path below tests/. */
export function filesOf(suite: Suite): string[] {
  const names = fs.readdirSync(path.join(testsFolder, suite), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${suite}/${name}`)
    .sort();
}

/** The slow files of a suite; the long ones, which take hours together, only where they are asked for. */
export function slowFiles(suite: Suite, long: boolean): string[] {
  const files = filesOf(suite).filter((file) => long || !isLong(file));
  return slowestFirst(withoutRepeated(coverage, files));
}

/** Those of them that a change makes run. Says why each runs, and of those that are left out when they last passed. */
export function changedFiles(suite: Suite): string[] {
  const passes = recorded();
  const changes = new Map<string, string[] | undefined>(); // by commit: most files passed at the same one
  for (const commit of new Set(Object.values(passes).map((passed) => passed.commit)))
    changes.set(commit, changedSince(commit));
  const runs: string[] = [];
  for (const file of filesOf(suite)) {
    const passed = passes[file];
    const when = passed ? `passed at ${passed.commit.slice(0, 12)}, ${passed.date.slice(0, 10)}` : "no run is recorded";
    const why = whyRun(coverage, file, passed && changes.get(passed.commit));
    if (why !== undefined && !isLong(file)) {
      console.log(`  runs      ${file}: ${why}`);
      runs.push(file);
    } else if (why === undefined) console.log(`  left out  ${file}: ${when}, and nothing that it covers has changed`);
    else console.log(`  left out  ${file}: ${when}; npm run test:all runs it (${why})`);
  }
  const once = withoutRepeated(coverage, runs);
  for (const file of runs.filter((one) => !once.includes(one)))
    console.log(`  left out  ${file}: ${coverage.slow[file]?.within ?? ""} has its tests, too`);
  return slowestFirst(once);
}

function isLong(file: string): boolean {
  return file.includes("/long/");
}

/** What takes longest begins first, so that the end does not wait for it alone. */
function slowestFirst(files: string[]): string[] {
  const passes = recorded();
  const seconds = (file: string) => passes[file]?.seconds ?? Infinity;
  return [...files].sort((one, other) => (seconds(one) === seconds(other) ? 0 : seconds(other) - seconds(one)));
}
