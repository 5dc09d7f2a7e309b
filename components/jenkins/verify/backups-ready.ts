/** A check at the end of an `up`: the repository of the backups answers, and the last backup went well. */
import { type Engine, printable } from "../../endpoint/execute";
import type { Say } from "../../endpoint/wait";
import { lastBackup } from "../backup/last-backup";
import { untilHealthy } from "./healthy";

/** What came of it. */
export interface BackupsReady {
  /** The last backup, in words. */
  said: string;
  /** Whether it failed. Then the words say how. */
  failed: boolean;
}

/** @throws UserError where the repository does not answer, or takes another password */
export async function backupsReady(
  where: string,
  engine: Engine,
  { id, name }: { id: string; name: string },
  say: Say,
): Promise<BackupsReady> {
  const fix = "Check repository, password and credentials";
  const container = { what: "the container that backs up", id, name, ranBefore: true, failed: { path: "backup", fix } };
  await untilHealthy(where, engine, [container], say);
  const { State: state } = await engine.getContainer(id).inspect();
  const said = printable(state.Health?.Log.at(-1)?.Output ?? "");
  return { said: lastBackup(said, new Date()), failed: state.Health?.Status !== "healthy" };
}
