/** A mistake of the package's user as data: its code, the setting, and a sentence with the bad value and the fix. Pure. */
import { distance } from "fastest-levenshtein";

/** Every code there is, with what it stands for. The texts of a problem are written where it is found. */
export const problemCodes = {
  JD101: "an unknown way for builds to reach Docker",
  JD102: "an unknown kind of host",
  JD103: "an unknown key",
  JD104: "a value of the wrong type or out of range",
  JD105: "a value that is needed and missing",
  JD106: "options of a choice that was not made",
  JD107: "options that contradict each other",
  JD108: "the passphrase of stack local on another stack",
  JD201: "an engine's address that is malformed",
  JD202: "TLS keys of an engine that are missing or incomplete",
  JD203: "the group of an engine's socket is not known",
  JD204: "nobody is said to be allowed to reach a host",
  JD205: "a host open to everybody",
  JD206: "an instance type that no host can be",
  JD207: "a subnet outside the VPC",
  JD208: "a user-data over EC2's limit",
  JD209: "a subnet in another zone than the data disk",
  JD210: "a client's certificate that cannot be used",
  JD211: "a stack without a build endpoint",
  JD212: "AWS gives no answer, or does not know what was named",
  JD301: "a plugin line that does not parse",
  JD302: "an image reference that does not parse",
  JD303: "a plugin that the lock does not have",
  JD304: "a casc that contradicts a setting, or ours",
  JD305: "a casc with a key or a value that Jenkins or a plugin does not know",
  JD401: "an engine that does not answer",
  JD402: "a port that is in use",
  JD403: "an image that cannot be found",
  JD404: "a runtime the engine does not have",
  JD405: "a home volume that is missing or somebody else's",
  JD406: "a name that belongs to somebody else",
  JD407: "a container that did not become healthy",
  JD408: "a casc that Jenkins refuses",
  JD409: "an engine that builds do not reach",
  JD410: "a host that did not become ready",
  JD411: "a web interface that does not answer by HTTPS",
  JD412: "an engine that keeps root from what needs it",
  JD413: "an engine that cannot be made ready for agents",
} as const;

/** One of {@link problemCodes}. */
export type ProblemCode = keyof typeof problemCodes;

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

/** The text of a `UserError`: a headline, then one line a problem with its path, message and code. */
export function formatProblems(where: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  const width = Math.max(...problems.map((problem) => problem.path.length));
  const lines = problems.map(({ code, path, message }) => `  ${path.padEnd(width)}  ${message}  [${code}]`);
  return [`pulumi-jenkins-docker: ${count} in ${where}`, ...lines].join("\n");
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
  // `DIND`, `memory` for memoryMiB, and `sysbox-runc` for sysbox.
  const lower = word.toLowerCase();
  const begun = known.filter((candidate) => {
    const other = candidate.toLowerCase();
    return other.startsWith(lower) || (other.length > 3 && lower.startsWith(other));
  });
  if (word.length > 2 && begun.length === 1) return begun[0];
  const letters = (text: string) => Array.from(text).sort().join("");
  // Of two that are equally near, the one with the same letters: they were only typed in another order.
  const away = (candidate: string) => distance(word, candidate) + distance(letters(word), letters(candidate)) / 100;
  const nearest = [...known].sort((a, b) => away(a) - away(b))[0];
  return nearest !== undefined && distance(word, nearest) <= Math.max(2, word.length / 3) ? nearest : undefined;
}
