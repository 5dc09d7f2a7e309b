/** `backup`: backs up a stack's home now. */
import { printedLines } from "./backup/lines";
import { backupsOf, inBackupContainer } from "./backup/backup-container";
import { localStack } from "./local-stack";
import { options } from "./say";

/** Gives the exit status. */
export async function backup(words: string[]): Promise<number> {
  const { stack } = options(words, { stack: { type: "string", default: localStack } });
  await inBackupContainer(await backupsOf(stack), ["run"], printedLines(console.log));
  return 0;
}
