/** A check at the end of an `up`: the repository of the backups answers, and the last backup went well. */
import * as pulumi from "@pulumi/pulumi";
import { execute, type Engine, lastLine, printable } from "../../endpoint/execute";
import { hasFile } from "../../endpoint/files";
import type { Say } from "../../endpoint/wait";
import { isToldByConfig, UserError } from "../../text/user-error";
import { lastBackup } from "../backup/last-backup";
import { backupScript, upgradingFile, wasThereFile } from "../backup/places";
import { untilHealthy } from "./healthy";

/** The outcome of waiting for the container of backups. */
export interface BackupsReady {
  /** The last backup, in words. */
  said: string;
  /** Whether it failed. Then the words say how. */
  failed: boolean;
}

/**
 * A repository that this container has reached before, and that is away now, fails no `up`.
 * @throws UserError where a new container's repository does not answer, or takes another password
 */
export async function backupsReady(
  where: string,
  engine: Engine,
  { id, name }: { id: string; name: string },
  say: Say,
): Promise<BackupsReady> {
  const fix = () => Promise.resolve("Check repository, password and credentials");
  const wasThere = await hasFile(engine, id, wasThereFile);
  // Where this container has reached it before, and ends now, the repository is away, and each further start would ask for it for half a minute.
  const container = {
    what: "the container that backs up",
    id,
    name,
    ranBefore: true,
    mayEnd: !wasThere,
    setting: "backup",
    fix,
  };
  try {
    await untilHealthy(where, engine, [container], say);
  } catch (error) {
    if (!wasThere || !(error instanceof UserError)) throw error;
    return { said: `no backups are made: ${await lastLine(engine, id)}`, failed: true };
  }
  // The health that the engine has of it is some seconds old.
  const { output, status } = await execute(engine, id, ["/bin/sh", backupScript, "up"]);
  return { said: lastBackup(printable(output), new Date()), failed: status !== 0 };
}

/**
 * What to do where a Jenkins does not get healthy that was upgraded, by this `up` or by one before that did not go well.
 * @returns undefined where it was not, or has no backups
 */
export async function wayBack(
  where: string,
  engine: Engine,
  backup: { id: string } | undefined,
): Promise<string | undefined> {
  if (backup === undefined || !(await hasFile(engine, backup.id, upgradingFile))) return undefined;
  // The command writes a stack's config, which a program of the user's own does not read.
  const how = isToldByConfig(where)
    ? `pulumi-jenkins-docker rollback --stack ${pulumi.getStack()}`
    : 'restore the backup "before an upgrade", and give the image and the plugins of before (docs/backup.md)';
  return `The home was backed up before the upgrade. To go back to the Jenkins and the home before: ${how}`;
}
