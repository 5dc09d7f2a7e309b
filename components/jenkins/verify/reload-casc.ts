/** Has a running Jenkins read its casc again, without a restart. */
import { execute, type Engine } from "../../endpoint/execute";
import { UserError } from "../../text/user-error";
import { reloadTokenFile } from "../../paths";

// The token goes by standard input to curl, and never is a word of a command line. The plugin takes it as a field of
// the form, too: it asks for the request's parameter. [configuration-as-code-plugin: TokenReloadAction.getRequestToken]
const reloadScript = `curl -sS -X POST --data-urlencode casc-reload-token@- -w '\\n%{http_code}' \
http://127.0.0.1:8080/reload-configuration-as-code/ <"$1"`;

/** What is in a controller that has read what a given carrier wrote; gone with the container, as it should be. */
const mark = (carrier: string) => `/tmp/read-of-${carrier.slice(0, 12)}`;

/**
 * Reloads the casc if it, or a secret of it, was written after the controller started and not been read since.
 * @param carriers the containers that wrote them (files.ts)
 * @throws UserError with what Jenkins says to it; the configuration before stays in force
 */
export async function reloadCasc(
  where: string,
  engine: Engine,
  controller: string,
  carriers: string[],
): Promise<boolean> {
  const unread = await carriersUnread(engine, controller, carriers);
  if (unread.length === 0) return false;
  const { output } = await execute(engine, controller, ["sh", "-c", reloadScript, "reload", reloadTokenFile]);
  const problem = refusal(output);
  if (problem !== undefined) {
    const message = `Jenkins refuses the casc, and keeps to the one before: ${problem}`;
    throw new UserError(where, [{ code: "JD408", path: "casc", message }]);
  }
  await execute(engine, controller, ["touch", ...unread.map(mark)]);
  return true;
}

async function carriersUnread(engine: Engine, controller: string, carriers: string[]): Promise<string[]> {
  const { State: state } = await engine.getContainer(controller).inspect();
  const started = Date.parse(state.StartedAt); // what was written before was read at the start
  const unread = await Promise.all(
    carriers.map(async (carrier) => {
      const { Created: written } = await engine.getContainer(carrier).inspect();
      if (Date.parse(written) < started) return [];
      const { status } = await execute(engine, controller, ["test", "-e", mark(carrier)]);
      return status === 0 ? [] : [carrier];
    }),
  );
  return unread.flat();
}

/**
 * What Jenkins said against a reload, or undefined when it did it. The plugin answers 200 in both cases: with an empty
 * body when done, with `{"status":"error","message":…}` when not. [configuration-as-code-plugin: TokenReloadAction,
 * HttpResponses.errorJSON]
 */
export function refusal(answer: string): string | undefined {
  const [status, ...reversed] = answer.trim().split("\n").reverse();
  const body = reversed.reverse().join("\n").trim();
  if (status === "200" && !/"status"\s*:\s*"error"/.test(body)) return undefined;
  const message = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1];
  return message === undefined ? `HTTP ${status ?? "?"} ${body}`.trim() : (JSON.parse(message) as string);
}
