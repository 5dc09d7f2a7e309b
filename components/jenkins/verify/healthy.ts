/** Waits until containers are healthy, says meanwhile what it waits for, and on failure what they said. */
import { isAway } from "../../endpoint/answer";
import { type Engine, isRunning, printable, withoutFrames } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import { type Say, waitUntil } from "../../endpoint/wait";
import { UserError } from "../../text/user-error";
import { endsOf, machineAtFault } from "./how-it-ended";
import { tellingEnd } from "./telling-lines";

/** A container to wait for. */
export interface Watched {
  /** What it is to the user: `Jenkins`. */
  what: string;
  id: string;
  name: string;
  /** Containers that have written what it reads at its start. How it ended before does not count. */
  writtenBy?: string[];
  /** Whether "unhealthy" is enough, too: the check may report a failure from before this `up`. */
  ranBefore?: boolean;
  /** Whether it may end once, and be started again. The default is true. */
  mayEnd?: boolean;
  /** The setting that is at fault where it does not get healthy; the container by default. */
  setting?: string;
  /** What to do where the kernel ended it for want of memory. */
  moreMemory?: string;
  /** What else the user can do. Asked for when the container does not get healthy. */
  fix?: () => Promise<string | undefined>;
}

/** Minutes: a first start on an emulated CPU takes several. */
const limitMinutes = 15;
/** Seconds that an engine may be away meanwhile: a wait of minutes does not end with one lost connection. */
const mayBeAway = 60;
/**
 * Ends after which a container is given up. One start may fail by chance: on a busy machine, an engine in a container gives up on its own
 * containerd after 15 s, and its next start does. [moby: libcontainerd/supervisor/remote_daemon.go, startupTimeout]
 */
const endsTooOften = 2;

/**
 * Resolves when all are healthy.
 * @param patience seconds that the engine may be away meanwhile
 * @throws UserError with the state and last lines of the first that is not
 */
export async function untilHealthy(
  where: string,
  engine: Engine,
  awaited: Watched[],
  say: Say,
  patience = mayBeAway,
): Promise<void> {
  for (const container of awaited) await oneHealthy(where, engine, container, say, patience);
}

async function oneHealthy(
  where: string,
  engine: Engine,
  container: Watched,
  say: Say,
  patience: number,
): Promise<void> {
  let restartsBefore: number | undefined;
  let written: number | undefined;
  let answered = Date.now();
  const wait = {
    what: `${container.what} (${container.name})`,
    say,
    pause: 1,
    lineEvery: 10,
    limit: limitMinutes * 60,
    failure: (missing: string) =>
      failure(where, engine, container, `is not healthy after ${String(limitMinutes)} minutes: ${missing}`),
  };
  await waitUntil(wait, async () => {
    const looked = async () => {
      const now = await inspected(where, engine, container);
      written ??= await lastWritten(engine, container);
      return { ...now, written };
    };
    const found = await unlessAway(looked(), (Date.now() - answered) / 1000 < patience);
    if ("away" in found) return `the engine does not answer: ${found.away}`;
    answered = Date.now();
    const { State: state, RestartCount: restarts } = found;
    const judgesItself = isRunning(state) && state.Health?.Status === "unhealthy"; // the engine says so, too, of one that has ended
    if (state.Health?.Status === "healthy" || (container.ranBefore && judgesItself)) return undefined;
    // The container may have ended by the files that were there before. The engine starts it again, and it then reads the new files.
    if (Date.parse(state.StartedAt) >= found.written) restartsBefore ??= restarts;
    const ends = restarts - (restartsBefore ?? restarts);
    const failed = howItFailed(state, ends, container);
    if (failed !== undefined) throw await failure(where, engine, container, failed);
    return waitingFor(state, ends);
  });
}

/** What was asked for, or why the engine is away. Where that is not accepted, it is an error like any other. */
async function unlessAway<T>(asked: Promise<T>, accepted: boolean): Promise<T | { away: string }> {
  return asked.catch((error: unknown) => {
    if (!accepted || !isAway(error)) throw error;
    return { away: (error as Error).message };
  });
}

async function inspected(where: string, engine: Engine, { what, id, name }: Watched) {
  const found = await ifThere(engine.getContainer(id).inspect());
  if (found) return found;
  const message =
    `${what} is in the stack's state, and not on this engine. If somebody removed it: pulumi up --refresh. ` +
    "If the stack was given another engine: its home is on the old one; set that back, or move the home (docs/backup.md)";
  throw new UserError(where, [{ code: "JD407", path: name, message }]);
}

/** When the last of what it reads at its start was written, by the engine's clock. */
async function lastWritten(engine: Engine, { writtenBy = [] }: Watched): Promise<number> {
  // Somebody may have pruned a carrier. The files that it wrote stay.
  const carriers = await Promise.all(writtenBy.map((carrier) => ifThere(engine.getContainer(carrier).inspect())));
  return Math.max(0, ...carriers.map((found) => (found ? Date.parse(found.Created) : 0)));
}

interface State {
  Running: boolean;
  Restarting: boolean;
  ExitCode: number;
  Health?: { Status?: string; Log?: { Output: string }[] | null };
}

/** Why there is no more to wait for, or undefined while there is. */
function howItFailed(state: State, ends: number, { mayEnd = true }: Watched): string | undefined {
  if (ends >= endsTooOften) return "ended again and again while this up waited for it";
  if (!mayEnd && (ends > 0 || (state.Running && !isRunning(state)))) return "ends when it is started";
  if (!state.Running)
    return `is not running, status ${String(state.ExitCode)}. If somebody stopped it, docker start starts it`;
  return undefined;
}

/** What a container is busy with, from its own health check. */
function waitingFor({ Health: health }: State, ends: number): string {
  const output = printable(health?.Log?.at(-1)?.Output ?? "")
    .trim()
    .split("\n")
    .at(-1);
  return output ? output.slice(0, 200) : ends > 0 ? "it ended, and is started again" : "starting";
}

async function failure(
  where: string,
  engine: Engine,
  { what, id, name, setting = name, moreMemory = "give it more", fix }: Watched,
  how: string,
): Promise<UserError> {
  const raw = await engine.getContainer(id).logs({ stdout: true, stderr: true, tail: 500 });
  const lines = tellingEnd(printable(withoutFrames(raw)), 15);
  const atFault = endsOf(engine, id).then((ends) => machineAtFault(ends, lines.join("\n"), moreMemory));
  // An engine that is gone meanwhile is not what is told here.
  const unlessGone = (asked: Promise<string | undefined> | undefined) => asked?.catch(() => undefined);
  const todo = [await unlessGone(atFault), await unlessGone(fix?.())].flatMap((one) =>
    one === undefined ? [] : [`${one}  `],
  );
  const message = `${what} ${how}. Its last lines (all: docker logs ${name}):\n    ${lines.join("\n    ")}\n ${todo.join("\n ")}`;
  return new UserError(where, [{ code: "JD407", path: setting, message }]);
}
