/** A mistake of the package's user as data: its code, the setting, and a sentence with the bad value and the fix. Pure. */
import { distance } from "fastest-levenshtein";
import type { ProblemCode } from "./problem-codes";

/** One mistake: where it is (`jenkins.port`), and a sentence with the bad value and the fix. */
export interface Problem {
  code: ProblemCode;
  path: string;
  message: string;
  /** Of an unknown key: the known one that was probably meant. */
  suggestion?: string;
  /** Other settings whose values make this one a mistake. Where one of them is wrong itself, this problem may be none. */
  because?: string[];
}

/** A text without the passwords of URLs in it: error texts end up in logs. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/[^\s/@:"']*):[^\s"']*@/gi, "$1:…@");
}

/** The text of a `UserError`: a headline, then one line a problem with its path, message and code. No password of a URL is in it. */
export function formatProblems(where: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  const width = Math.max(...problems.map((problem) => problem.path.length));
  const lines = problems.map(({ code, path, message }) => `  ${path.padEnd(width)}  ${message}  [${code}]`);
  return withoutPasswords([`pulumi-jenkins-docker: ${count} in ${where}`, ...lines].join("\n"));
}

/**
 * `Did you mean "dind"?` with a space before it, for a word that is near to a known one; else nothing.
 * @example didYouMean("dnid", ["dood", "dind"]) // ' Did you mean "dind"?'
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const suggestion = nearestWord(word, known);
  return suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
}

/** The known word that was probably meant; undefined where none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  // A word counts as near when one of the two begins with the other: `DIND`, `memory` for memoryMiB, `sysbox-runc` for sysbox.
  const lower = word.toLowerCase();
  const begun = known.filter((candidate) => {
    const other = candidate.toLowerCase();
    return other.startsWith(lower) || (other.length > 3 && lower.startsWith(other));
  });
  if (word.length > 2 && begun.length === 1) return begun[0];
  const letters = (text: string) => Array.from(text).sort().join("");
  // Two words may be equally near. The word with the same letters counts: the user typed the letters in another order.
  const away = (candidate: string) => distance(word, candidate) + distance(letters(word), letters(candidate)) / 100;
  const nearest = [...known].sort((a, b) => away(a) - away(b))[0];
  return nearest !== undefined && distance(word, nearest) <= Math.max(2, word.length / 3) ? nearest : undefined;
}
