/**
 * Which environments a change is for: names of changed files on standard input, each ended by a zero byte; on standard
 * output the environments, as JSON for a matrix.
 */
import * as fs from "node:fs";

/** Runs on its user's machine, and nowhere else. */
const local = "local";

/** A file of one environment. */
const own = /^stacks\/(?:Pulumi\.(?<stack>[\w.-]+)\.yaml|plugins\.(?<lock>[\w.-]+)\.lock)$/;

/** What all environments are made from, and judged by. A change of package.json that matters is one of the lock, too. */
const shared = /^(?:components\/|stacks\/|policy\/|package-lock\.json$|Pulumi\.yaml$)/;

/**
 * The environments that a change of files changes. A file of one environment changes that; one of what all are made from,
 * all of them. Pure.
 * @param files all that are in stacks/ after the change
 */
export function changedEnvironments(changed: readonly string[], files: readonly string[]): string[] {
  const environments = files.flatMap((file) => own.exec(file)?.groups?.stack ?? []).filter((name) => name !== local);
  const named = changed.map((file) => own.exec(file)?.groups).map((groups) => groups?.stack ?? groups?.lock);
  const all = changed.some((file) => shared.test(file) && !own.test(file) && !file.endsWith(".md"));
  return environments.filter((name) => all || named.includes(name)).sort();
}

if (require.main === module) {
  const changed = fs.readFileSync(0, "utf8").split("\0");
  const files = fs.readdirSync("stacks").map((name) => `stacks/${name}`);
  console.log(JSON.stringify(changedEnvironments(changed, files)));
}
