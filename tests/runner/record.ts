/** The last run of all tests, as the repository records it, and what has changed since. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.join(__dirname, "../..");

/** Where `npm run test:all` writes. */
export const recordFile = path.join(repository, "tests/whole-run.json");

/** How many tests of a suite passed and were skipped; none failed. */
export interface RecordedSum {
  passed: number;
  skipped: number;
}

/** A run of all tests that passed. */
export interface WholeRun {
  commit: string;
  /** ISO date. */
  date: string;
  minutes: number;
  sums: Record<string, RecordedSum>;
  /** Seconds of each slow file: the slowest begin first. */
  seconds: Record<string, number>;
}

/** The recorded run; undefined where none is. */
export function recordedRun(): WholeRun | undefined {
  return fs.existsSync(recordFile) ? (JSON.parse(fs.readFileSync(recordFile, "utf8")) as WholeRun) : undefined;
}

/** Writes the record. */
export function record(run: WholeRun): void {
  fs.writeFileSync(recordFile, `${JSON.stringify(run, undefined, 2)}\n`);
}

/** The commit that is checked out; undefined where a file differs from it, or where this is no git repository. */
export function cleanCommit(): string | undefined {
  if (git("status", "--porcelain")?.trim() !== "") return undefined;
  return git("rev-parse", "HEAD")?.trim();
}

/**
 * All paths that differ from a commit, both names of a renamed one, committed or not; undefined where the commit is not in
 * this history, as in a shallow clone.
 */
export function changedSince(commit: string): string[] | undefined {
  if (git("merge-base", "--is-ancestor", commit, "HEAD") === undefined) return undefined;
  const tracked = git("diff", "--name-only", "--no-renames", "-z", commit) ?? "";
  const untracked = git("ls-files", "--others", "--exclude-standard", "-z") ?? "";
  return [...new Set([...tracked.split("\0"), ...untracked.split("\0")])].filter((name) => name !== "").sort();
}

/** All paths of the repository that git knows or would add. */
export function repositoryPaths(): string[] {
  const listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z");
  if (listed === undefined) throw new Error("this folder is no git repository: its paths cannot be listed");
  const paths = [...new Set(listed.split("\0"))].filter((name) => name !== "");
  return paths.filter((name) => fs.existsSync(path.join(repository, name)));
}

/** What git prints; undefined where it fails. */
function git(...words: string[]): string | undefined {
  try {
    return execFileSync("git", words, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
