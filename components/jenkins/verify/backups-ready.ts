/** A check at the end of an `up`: the repository of the backups answers, and the last backup went well. */
import { type Engine, printable, withoutFrames } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import type { Say } from "../../endpoint/wait";
import { UserError } from "../../text/user-error";
import { lastBackup } from "../backup/last-backup";
import { untilHealthy } from "./healthy";

/** What came of it. */
export interface BackupsReady {
  /** The last backup, in words. */
  said: string;
  /** Whether it failed. Then the words say how. */
  failed: boolean;
}

/** What the container has once its repository was there. scripts/backup.sh writes it. */
const wasThere = "/var/lib/backup/was-there";

/**
 * A repository that was there before and is away now fails no `up`.
 * @throws UserError where a new container's repository does not answer, or takes another password
 */
export async function backupsReady(
  where: string,
  engine: Engine,
  { id, name }: { id: string; name: string },
  say: Say,
): Promise<BackupsReady> {
  const fix = "Check repository, password and credentials";
  const container = { what: "the container that backs up", id, name, ranBefore: true, failed: { path: "backup", fix } };
  try {
    await untilHealthy(where, engine, [container], say);
  } catch (error) {
    const before = await ifThere(engine.getContainer(id).getArchive({ path: wasThere }));
    if (before === undefined || !(error instanceof UserError)) throw error;
    const last = withoutFrames(await engine.getContainer(id).logs({ stdout: true, stderr: true, tail: 1 }));
    return { said: `no backups are made: ${printable(last).trim()}`, failed: true };
  }
  const { State: state } = await engine.getContainer(id).inspect();
  const said = printable(state.Health?.Log.at(-1)?.Output ?? "");
  return { said: lastBackup(said, new Date()), failed: state.Health?.Status !== "healthy" };
}
