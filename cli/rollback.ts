/** `rollback`: goes back to the Jenkins before its last upgrade: its image, its plugins, and its home of then. */
import * as fs from "node:fs";
import * as path from "node:path";
import type { BeforeUpgrade } from "../components/jenkins/backup/before-upgrade";
import { pluginLockFile } from "../stacks/plugin-lock";
import { type Backups, backupsOf, inBackupContainer, snapshotsIn } from "./backup/backup-container";
import { printedLines } from "./backup/lines";
import { newHomeSettings } from "./backup/new-home";
import { oldImage } from "./backup/old-image";
import { restoreIntoVolume } from "./backup/restore-into-volume";
import type { Snapshot } from "./backup/snapshots";
import { localStack } from "./local-stack";
import { CommandError, options, say } from "./say";
import { shortName } from "./settings-file";
import { configOfStack } from "./stack-config";
import { up } from "./up";

/** Gives the exit status. */
export async function rollback(words: string[]): Promise<number> {
  const { stack: name, yes } = options(words, {
    stack: { type: "string", default: localStack },
    yes: { type: "boolean", default: false },
  });
  const backups = await backupsOf(name);
  const { stack, outputs } = backups;
  const config = await configOfStack(name, stack);
  const snapshot = await beforeUpgrade(backups);
  const before = JSON.parse(await inBackupContainer(backups, ["upgrade", snapshot.id])) as BeforeUpgrade;
  const settingsFor = newHomeSettings(config);
  const { set, remove, lock } = oldImage(before, config.jenkins);

  // From here on the next up makes no other backup the one to go back to.
  await inBackupContainer(backups, ["rollback"]);
  say(`going back to ${before.image ?? before.customImage ?? ""}, as it was at ${snapshot.time} UTC`);
  const lockFile = pluginLockFile(shortName(name));
  const use = (volume: string) => {
    const settings = [...settingsFor(volume), ...set];
    // A lock is written before the settings that need it, and one that is not needed is removed after them. So a rollback that is killed in between
    // can be run again.
    if (lock !== undefined) writeFile(path.join(stack.project, lockFile), lock);
    stack.change({ set: settings, remove });
    if (lock === undefined) fs.rmSync(path.join(stack.project, lockFile), { force: true });
    return settings;
  };
  const target = { name: `${outputs.containerName}-home`, home: config.jenkins?.homeVolume, use };
  const settings = await restoreIntoVolume(backups, snapshot, target, printedLines(console.log));
  say(`The settings of stack ${name} now say ${settings.map(([key, value]) => `${key}: ${value}`).join(", ")}.
${lock === undefined ? `${lockFile} is removed, if it was there.` : `The plugins of then are in:     ${lockFile}`}
The home before stays:          volume ${outputs.homeVolume}
The casc and all other settings stay as they are: take back what the old Jenkins does not know.`);
  return stack.local ? up([]) : stack.run(["up", ...(yes ? ["--yes"] : [])]);
}

/** @throws CommandError where there is none */
async function beforeUpgrade(backups: Backups): Promise<Snapshot> {
  const { owner } = backups;
  const found = (await snapshotsIn(backups)).find((one) => one.owner === owner && one.beforeUpgrade);
  if (found) return found;
  throw new CommandError(
    `the repository has no backup of ${owner} from before an upgrade. restore goes back to another one`,
  );
}

function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
