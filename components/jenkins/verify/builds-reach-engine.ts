/** A check at the end of an `up`: user jenkins, in the controller, reaches the engine that builds use. */
import type { BuildAccess } from "../../access/contract";
import { execute, type Engine, isTimedOut, printable } from "../../endpoint/execute";
import { type Say, waitUntil } from "../../endpoint/wait";
import { UserError } from "../../text/user-error";

/** The status of a shell without a Docker CLI: an image of the user's own may do without it. [POSIX: sh, exit status 126 and 127] */
const notThere = new Set([126, 127]);

/** Words of the Docker CLI for an engine that answers and refuses, and for something that is no engine. [Go: crypto/x509, crypto/tls, net/http] */
const refusal = /x509|\btls: |remote error|certificate|malformed HTTP|HTTP response to HTTPS|permission denied/i;

/** Whether the Docker CLI's output is that of an engine that answers and refuses the client. */
export function isRefusal(answer: string): boolean {
  return refusal.test(answer);
}

/** Seconds. A connection gives up earlier. */
const limit = 30;

/** Seconds for an engine that starts by itself, after its machine or beside the controller. */
const startLimit = 120;

/**
 * Asks as a build would.
 * @returns a warning where another machine's engine is away
 * @throws UserError with what the Docker CLI said
 */
export async function buildsReachEngine(
  where: string,
  engine: Engine,
  controller: string,
  access: Pick<BuildAccess, "elsewhere" | "startsByItself"> & { dockerHost: string; whenDenied?: string },
  say: Say,
): Promise<string | undefined> {
  const { dockerHost, whenDenied, elsewhere, startsByItself } = access;
  const refused = (answer: string) => {
    const fix = answer.includes("permission denied") && whenDenied !== undefined ? ` ${whenDenied}` : "";
    const message = `builds do not reach their Docker engine at ${dockerHost}: ${answer}.${fix}`;
    return new UserError(where, [{ code: "JD409", path: "access", message }]);
  };
  const look = async () => {
    const answer = await complaint(engine, controller);
    if (answer !== undefined && isRefusal(answer)) throw refused(answer);
    return answer;
  };
  if (startsByItself) {
    const what = `the builds' engine at ${dockerHost}`;
    await waitUntil({ what, say, pause: 2, lineEvery: 20, limit: startLimit, failure: refused }, look);
    return undefined;
  }
  const answer = await look();
  if (answer === undefined) return undefined;
  if (elsewhere)
    return `the builds' engine at ${dockerHost} is away: ${answer}. Jenkins is up, and builds work once that engine answers  [JD409]`;
  throw refused(answer);
}

/** What the Docker CLI says against the engine; undefined where it answers, or where the image has no Docker CLI. */
export async function complaint(engine: Engine, controller: string): Promise<string | undefined> {
  const words = ["timeout", String(limit), "docker", "version", "--format", "{{.Server.Version}}"];
  const { output, status } = await execute(engine, controller, words, "jenkins");
  if (status === 0 || notThere.has(status)) return undefined;
  if (isTimedOut(status)) return `no answer within ${String(limit)} s`;
  return printable(output).trim().split("\n").at(-1) ?? "";
}
