/** When each slow test file last passed, as the repository records it (`tests/passed.json`), and what has changed since. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { isSameCode } from "./code";
import { nameOfChange, onlyForUsers } from "./selection";
import { repository } from "./suite";

const recordFile = path.join(repository, "tests/passed.json");

/** The last run of a slow file in which all its tests passed. */
export interface Passed {
  /** The commit that was checked out. */
  commit: string;
  /** ISO date of its end. */
  date: string;
  /** How many tests it has. */
  tests: number;
  /** How long it took beside others: the slowest files begin first. */
  seconds: number;
}

/** By path below tests/: `engine/agents.test.ts`. */
export type Passes = Record<string, Passed>;

/** What is recorded; nothing where nothing is. */
export function recorded(): Passes {
  return fs.existsSync(recordFile) ? (JSON.parse(fs.readFileSync(recordFile, "utf8")) as Passes) : {};
}

/** Adds files to the record, and takes those out that are not there any more. */
export function record(passed: Passes): void {
  const all = Object.entries({ ...recorded(), ...passed });
  const there = all.filter(([file]) => fs.existsSync(path.join(repository, "tests", file)));
  const sorted = there.sort(([one], [other]) => one.localeCompare(other));
  fs.writeFileSync(recordFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

/** The commit that is checked out; undefined where a file differs from it, or where this is no git repository. */
export function cleanCommit(): string | undefined {
  if (git("status", "--porcelain")?.trim() !== "") return undefined;
  return git("rev-parse", "HEAD")?.trim();
}

/**
 * All paths that differ from a commit, both names of a renamed one, committed or not. A source in which only comments differ is left out.
 * Undefined where the commit is not in this history, as in a shallow clone.
 */
export function changedSince(commit: string): string[] | undefined {
  if (git("merge-base", "--is-ancestor", commit, "HEAD") === undefined) return undefined;
  const tracked = git("diff", "--name-only", "--no-renames", "-z", commit) ?? "";
  const untracked = git("ls-files", "--others", "--exclude-standard", "-z") ?? "";
  const changed = names(tracked + untracked);
  const before = textsAt(
    commit,
    changed.filter((name) => name.endsWith(".ts") || name in onlyForUsers),
  );
  return changed
    .filter((name) => !name.endsWith(".ts") || !isSameSource(before.get(name), textOf(name)))
    .map((name) => (name in onlyForUsers ? nameOfChange(name, before.get(name), textOf(name)) : name))
    .sort();
}

/** The texts of files at a commit, without those that it lacks. One process reads all of them: a change may have hundreds. [git-cat-file(1)] */
function textsAt(commit: string, paths: readonly string[]): Map<string, string> {
  const input = paths.map((name) => `${commit}:${name}\n`).join("");
  const output = execFileSync("git", ["cat-file", "--batch"], { cwd: repository, input, maxBuffer: 1 << 28 });
  const found = new Map<string, string>();
  let at = 0;
  for (const name of paths) {
    const endOfLine = output.indexOf("\n", at);
    const [, kind, size = "0"] = output.toString("utf8", at, endOfLine).split(" ");
    at = endOfLine + 1;
    if (kind !== "blob") continue; // "<name> missing"
    found.set(name, output.toString("utf8", at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

function isSameSource(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && now !== undefined && isSameCode(before, now);
}

function textOf(name: string): string | undefined {
  const file = path.join(repository, name);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

/** All paths of the repository that git knows or would add. */
export function repositoryPaths(): string[] {
  const listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z");
  if (listed === undefined) throw new Error("this folder is no git repository: its paths cannot be listed");
  return names(listed).filter((name) => fs.existsSync(path.join(repository, name)));
}

/** Whether git ignores a path: a person's own file, which an older commit may have had. */
export function isIgnored(name: string): boolean {
  return git("check-ignore", "--quiet", name) !== undefined;
}

/** The names in a list of git's in which a zero byte ends each. */
function names(list: string): string[] {
  return [...new Set(list.split("\0"))].filter((name) => name !== "");
}

/** What git prints; undefined where it fails. */
function git(...words: string[]): string | undefined {
  try {
    return execFileSync("git", words, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
