/** Waits until containers are healthy, says meanwhile what it waits for, and on failure what they said. */
import { isAway } from "../../endpoint/answer";
import { withoutFrames, type Engine } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import { UserError } from "../../text/user-error";

/** A container to wait for. */
export interface Awaited {
  /** What it is to the user: `Jenkins`. */
  what: string;
  id: string;
  name: string;
}

/** Minutes: a first start on an emulated CPU takes several. */
const limitMinutes = 15;
/** Seconds between two lines of progress that say the same. */
const lineEvery = 10;
/** Seconds that an engine may be away meanwhile: a wait of minutes does not end with one lost connection. */
const mayBeAway = 60;

/** Where progress goes. */
export type Say = (message: string) => void;

/**
 * Resolves when all are healthy.
 * @param patience seconds that the engine may be away meanwhile
 * @throws UserError with the state and last lines of the first that is not
 */
export async function untilHealthy(
  where: string,
  engine: Engine,
  awaited: Awaited[],
  say: Say,
  patience = mayBeAway,
): Promise<void> {
  for (const one of awaited) await oneHealthy(where, engine, one, say, patience);
}

async function oneHealthy(where: string, engine: Engine, one: Awaited, say: Say, patience: number): Promise<void> {
  const began = Date.now();
  let last = { doing: "", at: 0 };
  let restartsBefore: number | undefined;
  let answered = began;
  for (;;) {
    const found = await unlessAway(inspected(where, engine, one), (Date.now() - answered) / 1000 < patience);
    const seconds = Math.round((Date.now() - began) / 1000);
    let doing: string;
    if ("away" in found) doing = `the engine does not answer: ${found.away}`;
    else {
      const { State: state, RestartCount: restarts } = found;
      answered = Date.now();
      if (state.Health?.Status === "healthy") return;
      restartsBefore ??= restarts;
      const failed = howItFailed(state, restarts - restartsBefore, seconds);
      if (failed !== undefined) throw await failure(where, engine, one, failed);
      doing = waitingFor(state);
    }
    if (doing !== last.doing || seconds - last.at >= lineEvery) {
      last = { doing, at: seconds };
      say(`waiting for ${one.what} (${one.name}), ${String(seconds)} s: ${doing}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** What was asked for, or why the engine is away; where that is not to be taken, it is an error as any other. */
async function unlessAway<T>(asked: Promise<T>, taken: boolean): Promise<T | { away: string }> {
  return asked.catch((error: unknown) => {
    if (!taken || !isAway(error)) throw error;
    return { away: (error as Error).message };
  });
}

async function inspected(where: string, engine: Engine, { what, id, name }: Awaited) {
  const found = await ifThere(engine.getContainer(id).inspect());
  if (found) return found;
  const message =
    `${what} is in the stack's state, and not on this engine. If somebody removed it: pulumi up --refresh. ` +
    "If the stack was given another engine: its home is on the old one; set that back, or destroy the stack there first";
  throw new UserError(where, [{ code: "JD407", path: name, message }]);
}

interface State {
  Running: boolean;
  ExitCode: number;
  Health?: { Log?: { Output: string }[] | null };
}

/** Why there is no more to wait for, or undefined while there is. */
function howItFailed(state: State, restarts: number, seconds: number): string | undefined {
  if (restarts > 0) return "ended soon after its start, and was started again";
  if (!state.Running)
    return `is not running, status ${String(state.ExitCode)}. If somebody stopped it, docker start starts it`;
  if (seconds > limitMinutes * 60) return `is not healthy after ${String(limitMinutes)} minutes: ${waitingFor(state)}`;
  return undefined;
}

/** What a container is busy with, from its own health check. */
function waitingFor({ Health: health }: State): string {
  const said = health?.Log?.at(-1)?.Output.trim().split("\n").at(-1);
  return said ? said.slice(0, 200) : "starting";
}

async function failure(where: string, engine: Engine, { what, id, name }: Awaited, how: string): Promise<UserError> {
  const raw = await engine.getContainer(id).logs({ stdout: true, stderr: true, tail: 20 });
  const lines = withoutFrames(raw).trim().split("\n").slice(-20);
  const message = `${what} ${how}. Its last lines (all: docker logs ${name}):\n    ${lines.join("\n    ")}\n `;
  return new UserError(where, [{ code: "JD407", path: name, message }]);
}
