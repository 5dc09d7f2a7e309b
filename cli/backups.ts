/** `backups`: lists the backups in a stack's repository. */
import { backupsOf, snapshotsIn } from "./backup/backup-container";
import { table } from "./backup/snapshots";
import { localStack } from "./local-stack";
import { options, say } from "./say";

/** Gives the exit status. */
export async function backups(words: string[]): Promise<number> {
  const { stack } = options(words, { stack: { type: "string", default: localStack } });
  const made = await backupsOf(stack);
  const snapshots = await snapshotsIn(made);
  for (const line of table(snapshots, made.owner)) console.log(line);
  if (snapshots.length === 0) say("no backup yet");
  return 0;
}
