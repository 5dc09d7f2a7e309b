/** Waits until containers are healthy, says meanwhile what it waits for, and on failure what they said. */
import { withoutFrames, type Engine } from "../engine/execute";
import { ConfigError } from "../problems";

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

/** Where progress goes. */
export type Say = (message: string) => void;

/** Resolves when all are healthy. @throws ConfigError with the state and last lines of the first that is not */
export async function untilHealthy(where: string, engine: Engine, awaited: Awaited[], say: Say): Promise<void> {
  for (const one of awaited) await oneHealthy(where, engine, one, say);
}

async function oneHealthy(where: string, engine: Engine, { what, id, name }: Awaited, say: Say): Promise<void> {
  const began = Date.now();
  let last = { doing: "", at: 0 };
  let restartsBefore: number | undefined;
  for (;;) {
    const { State: state, RestartCount: restarts } = await engine.getContainer(id).inspect();
    if (state.Health?.Status === "healthy") return;
    const seconds = Math.round((Date.now() - began) / 1000);
    const doing = waitingFor(state);
    restartsBefore ??= restarts;
    const ended = !state.Running || restarts > restartsBefore;
    if (ended || seconds > limitMinutes * 60) {
      const how = ended ? "ended" : `is not healthy after ${String(limitMinutes)} minutes`;
      throw await failure(where, engine, { what, id, name }, `${how}: ${doing}`);
    }
    if (doing !== last.doing || seconds - last.at >= lineEvery) {
      last = { doing, at: seconds };
      say(`waiting for ${what} (${name}), ${String(seconds)} s: ${doing}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

interface State {
  Status: string;
  ExitCode: number;
  Health?: { Log?: { Output: string }[] | null };
}

/** What a container is busy with, from its own health check. */
function waitingFor({ Status, ExitCode, Health }: State): string {
  if (Status !== "running") return `container ${Status}, status ${String(ExitCode)}`;
  const said = Health?.Log?.at(-1)?.Output.trim().split("\n").at(-1);
  return said ? said.slice(0, 200) : "starting";
}

async function failure(where: string, engine: Engine, { what, id, name }: Awaited, how: string): Promise<ConfigError> {
  const raw = await engine.getContainer(id).logs({ stdout: true, stderr: true, tail: 20 });
  const lines = withoutFrames(raw).trim().split("\n").slice(-20);
  const message = `${what} (${name}) ${how}. Its last lines (all: docker logs ${name}):\n    ${lines.join("\n    ")}\n `;
  return new ConfigError(where, [{ code: "JD407", path: what, message }]);
}
