/** `restore`: puts a backup into a new home, which the next `up` gives to Jenkins. The home before stays. */
import { printedLines } from "./backup/lines";
import { backupsOf, snapshotsIn } from "./backup/backup-container";
import { newHomeSettings } from "./backup/new-home";
import { restoreIntoVolume } from "./backup/restore-into-volume";
import { chosen } from "./backup/snapshots";
import { localStack } from "./local-stack";
import { options, say } from "./say";
import { configOfStack } from "./stack-config";

/** Gives the exit status. */
export async function restore(words: string[]): Promise<number> {
  const given = options(words, {
    stack: { type: "string", default: localStack },
    snapshot: { type: "string" },
    to: { type: "string" },
  });
  const backups = await backupsOf(given.stack);
  const { stack, outputs, owner } = backups;
  const config = await configOfStack(given.stack, stack);
  const snapshot = chosen(await snapshotsIn(backups), owner, given.snapshot);
  const settingsFor = newHomeSettings(config);
  const use = (volume: string) => {
    const settings = settingsFor(volume);
    stack.change({ set: settings });
    return settings;
  };
  const target = { to: given.to, name: `${outputs.containerName}-home`, home: config.jenkins?.homeVolume, use };
  const settings = await restoreIntoVolume(backups, snapshot, target, printedLines(console.log));

  const next = stack.local ? "npm start" : `pulumi up --stack ${given.stack}`;
  const now = settings.map(([key, value]) => `${key}: ${value}`).join(", and ");
  say(`The settings of stack ${given.stack} now say ${now}.
Jenkins takes it with the next up:  ${next}
The home before stays:              volume ${outputs.homeVolume}`);
  if (snapshot.owner !== owner)
    say(
      `It has the identity of the Jenkins of ${snapshot.owner || "somebody else"}. On one engine, two of one identity remove each other's agents: docs/backup.md`,
    );
  return 0;
}
