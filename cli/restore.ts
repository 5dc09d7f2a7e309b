/** `restore`: puts a backup into a new home, which the next `up` gives to Jenkins. The home before stays. */
import { backupsOf, snapshotsIn } from "./backup/backup-container";
import { restoreInto } from "./backup/restored-volume";
import { chosen } from "./backup/snapshots";
import { localStack } from "./local-stack";
import { options, say } from "./say";

/** Gives the exit status. */
export async function restore(words: string[]): Promise<number> {
  const given = options(words, {
    stack: { type: "string", default: localStack },
    snapshot: { type: "string" },
    to: { type: "string" },
  });
  const backups = await backupsOf(given.stack);
  const { stack, outputs, config, owner } = backups;
  const snapshot = chosen(await snapshotsIn(backups), owner, given.snapshot);
  const volume = given.to ?? `${outputs.containerName}-home-${snapshot.short}`;
  say(`restoring snapshot ${snapshot.short}, of ${snapshot.time} UTC, into volume ${volume}`);
  await restoreInto(backups, volume, snapshot, (text) => process.stdout.write(text));

  const set = (key: string, value: string) => stack.capture(["config", "set", "--path", key, value]);
  await set("jenkins.homeVolume", volume);
  // Without it, an up that gives Jenkins another home would delete the stack's own.
  const ownHome = config.jenkins?.homeVolume === undefined;
  if (ownHome) await set("jenkins.retainHome", "true");
  const next = stack.local ? "npm start" : `pulumi up --stack ${given.stack}`;
  say(`The settings of stack ${given.stack} now say jenkins.homeVolume: ${volume}${ownHome ? ", and jenkins.retainHome: true" : ""}.
Jenkins takes it with the next up:  ${next}
The home before stays:              volume ${outputs.homeVolume}`);
  if (snapshot.owner !== owner)
    say(
      `It has the identity of the Jenkins of ${snapshot.owner || "somebody else"}. On one engine, two of one identity remove each other's agents: docs/backup.md`,
    );
  return 0;
}
