/** Why a command of scripts/backup.sh failed, and what to do. Pure. */
import { printable } from "../../endpoint/execute";

/** What to do, by the script's status: restic's own, and from 20 on the script's. [restic: "Scripting", exit codes] */
const fixes = (called: (path: string) => string): Record<number, string> => ({
  10: `The repository was there before: mount its disk, or correct ${called("backup.repository")}`,
  11: "Another program uses the repository. Try again later",
  12: `The repository was made with another password: correct ${called("backup.password")}`,
  20: `Give this stack a repository of its own: ${called("backup.repository")}. To take over that home: restore --snapshot ID`,
  21: "Make room on the engine's disk",
  22: "backups lists the snapshots that there are",
  23: `Check ${called("backup.repository")}, and the network between the engine's machine and it`,
  24: "Try again later",
  25: "Name a volume that is empty or not there yet: --to VOLUME",
});

/**
 * One line: what was said last, and what to do.
 * @param called what the user calls a setting
 * @example whyItFailed(12, "Fatal: wrong password or no key found\n", (path) => `jenkins.${path}`)
 */
export function whyItFailed(status: number, output: string, called: (path: string) => string): string {
  const last = printable(output).trim().split("\n").at(-1) ?? "";
  const said = last.replace(/^Fatal: /, "").replace(/[.\s]+$/, "") || `it ended with status ${String(status)}`;
  const fix = fixes(called)[status];
  return fix === undefined ? said : `${said}. ${fix}`;
}
