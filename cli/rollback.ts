/** `rollback`: goes back to the Jenkins before its last upgrade: its image, its plugins, and its home of then. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { BeforeUpgrade } from "../components/jenkins/backup/before-upgrade";
import { pluginLockFile } from "../stacks/plugin-lock";
import { backupsOf, inBackupContainer, snapshotsIn } from "./backup/backup-container";
import { printedLines } from "./backup/lines";
import { newHomeSettings } from "./backup/new-home";
import { oldImage } from "./backup/old-image";
import { restoreInto } from "./backup/restored-volume";
import { localStack } from "./local-stack";
import { CommandError, options, say } from "./say";
import { up } from "./up";

/** Gives the exit status. */
export async function rollback(words: string[]): Promise<number> {
  const { stack: name, yes } = options(words, {
    stack: { type: "string", default: localStack },
    yes: { type: "boolean", default: false },
  });
  const backups = await backupsOf(name);
  const { stack, outputs, config, owner } = backups;
  const snapshot = (await snapshotsIn(backups)).find((one) => one.owner === owner && one.beforeUpgrade);
  if (snapshot === undefined)
    throw new CommandError(
      `the repository has no backup of ${owner} from before an upgrade. restore goes back to another one`,
    );
  const before = JSON.parse(await inBackupContainer(backups, ["upgrade", snapshot.id])) as BeforeUpgrade;
  const volume = `${outputs.containerName}-home-${snapshot.short}`;
  const { set, remove, lock } = oldImage(before, config.jenkins);
  const settings = [...newHomeSettings(config, volume), ...set];

  say(`going back to ${before.image ?? before.customImage ?? ""}, as it was at ${snapshot.time} UTC`);
  await restoreInto(backups, volume, snapshot, printedLines(console.log));

  for (const key of remove) await stack.capture(["config", "rm", "--path", key]);
  for (const [key, value] of settings) await stack.capture(["config", "set", "--path", key, value]);
  if (lock !== undefined) writeLock(path.join(stack.project, pluginLockFile(name)), lock);
  say(`The settings of stack ${name} now say ${settings.map(([key, value]) => `${key}: ${value}`).join(", ")}.
${lock === undefined ? "" : `The plugins of then are in:     ${pluginLockFile(name)}\n`}The home before stays:          volume ${outputs.homeVolume}`);
  return stack.local ? up([]) : stack.run(["up", ...(yes ? ["--yes"] : [])]);
}

function writeLock(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
