/** The last check of an `up`: user jenkins, in the controller, reaches the engine that builds use. */
import type { BuildAccess } from "../../access/contract";
import { execute, type Engine, printable } from "../../endpoint/execute";
import { UserError } from "../../text/user-error";

/** The status of a shell without a Docker CLI: an image of the user's own may do without it. [POSIX: sh, exit status 126 and 127] */
const notThere = new Set([126, 127]);

/** Words of the Docker CLI for an engine that answers and refuses, and for something that is no engine. [Go: crypto/x509, crypto/tls, net/http] */
const refusal = /x509|\btls: |remote error|certificate|malformed HTTP|HTTP response to HTTPS|permission denied/i;

/** Whether the Docker CLI's output is that of an engine that answers and refuses the client. */
export function isRefusal(answer: string): boolean {
  return refusal.test(answer);
}

/** Seconds. A connection gives up earlier. After this time `timeout` ends with status 124 (GNU) or 143 (BusyBox). */
const limit = 30;
const over = new Set([124, 143]);

/**
 * Asks as a build would.
 * @returns a warning where another machine's engine is away
 * @throws UserError with what the Docker CLI said
 */
export async function buildsReachEngine(
  where: string,
  engine: Engine,
  controller: string,
  access: Pick<BuildAccess, "whenDenied" | "elsewhere"> & { dockerHost: string },
): Promise<string | undefined> {
  const { dockerHost, whenDenied, elsewhere } = access;
  const words = ["timeout", String(limit), "docker", "version", "--format", "{{.Server.Version}}"];
  const { output, status } = await execute(engine, controller, words, "jenkins");
  if (status === 0 || notThere.has(status)) return undefined;
  const silent = over.has(status);
  const answer = silent ? `no answer within ${String(limit)} s` : (printable(output).trim().split("\n").at(-1) ?? "");
  if (elsewhere && (silent || !isRefusal(answer)))
    return `the builds' engine at ${dockerHost} is away: ${answer}. Jenkins is up, and builds work once that engine answers  [JD409]`;
  const fix = answer.includes("permission denied") && whenDenied !== undefined ? ` ${whenDenied}` : "";
  const message = `builds do not reach their Docker engine at ${dockerHost}: ${answer}.${fix}`;
  throw new UserError(where, [{ code: "JD409", path: "access", message }]);
}
