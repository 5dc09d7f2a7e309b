/** Has a running Jenkins read its casc again, without a restart. */
import { execute, type Engine, printable, withoutFrames } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import { UserError } from "../../text/user-error";
import { cascFile, cascFolder, reloadTokenFile } from "../../paths";
import { writeForJenkins } from "./beside-controller";
import { causes } from "./telling-lines";

// The token goes by standard input to curl, and never is a word of a command line. The plugin takes it as a field of
// the form, too: it asks for the request's parameter. [configuration-as-code-plugin: TokenReloadAction.getRequestToken]
// `date` comes first: the log is read from then on, by the engine's clock.
const reloadScript = `date +%s; curl -sS -X POST --data-urlencode casc-reload-token@- -w '\\n%{http_code}' \
http://127.0.0.1:8080/reload-configuration-as-code/ <"$1"`;

/** What is in a controller that has read what a given carrier wrote; gone with the container, as it should be. */
const mark = (carrier: string) => `/tmp/read-of-${carrier.slice(0, 12)}`;
/** The casc that Jenkins has taken. Gone with the container, too: the next one takes its own at its start. */
const inForce = "/tmp/casc-in-force.yaml";

/** A running controller, and what was written for it. */
export interface WrittenCasc {
  controller: string;
  /** The containers that wrote the casc and the secrets (files.ts). */
  carriers: string[];
  /** The casc that the stack wants. */
  casc: string;
}

/** What a look at the controller has found. */
export interface FoundCasc {
  /** The carriers whose texts Jenkins has not read. */
  unread: string[];
  /** The casc in the volume. An earlier `up` may have put the one before back, and its carrier does not write again. */
  text?: string;
}

/** Looks for what Jenkins has not read. If it has read everything, its casc is kept, to be put back where Jenkins refuses the next one. */
export async function findCasc(engine: Engine, { controller, carriers, casc }: WrittenCasc): Promise<FoundCasc> {
  const unread = await carriersUnread(engine, controller, carriers);
  const text = await textOf(engine, controller, cascFile);
  if (unread.length === 0 && text === casc) await execute(engine, controller, ["cp", "-f", cascFile, inForce]);
  return { unread, text };
}

/**
 * Reloads the casc if it, or a secret of it, was written after the controller started and has not been read since. A casc that Jenkins refuses
 * would end it at its next start. So the one before is put back.
 * @param alsoChanged whether a file has changed that the casc names
 * @throws UserError with what Jenkins says to it; the configuration before stays in force
 */
export async function reloadCasc(
  where: string,
  engine: Engine,
  { controller, casc }: WrittenCasc,
  { unread, text }: FoundCasc,
  alsoChanged = false,
): Promise<boolean> {
  const wasPutBack = text !== casc;
  if (unread.length === 0 && !wasPutBack && !alsoChanged) return false;
  if (wasPutBack) await put(engine, controller, casc);
  const problem = await onceRightsCount(() => reloaded(engine, controller));
  if (problem !== undefined) {
    // A controller that was replaced in the meantime has started with the text that was put back.
    const before = (await textOf(engine, controller, inForce)) ?? (wasPutBack ? text : undefined);
    if (before !== undefined) await put(engine, controller, before);
    const message = `Jenkins refuses the casc, and keeps to the one before: ${problem}`;
    throw new UserError(where, [{ code: "JD408", path: "casc", message }]);
  }
  const marked = `cp -f ${cascFile} ${inForce}; touch "$@"`;
  await execute(engine, controller, ["sh", "-c", marked, "sh", inForce, ...unread.map(mark)]);
  return true;
}

/**
 * Words of AWS for rights and keys that do not count yet: a fleet's cloud asks for its group as it is made, and what an `up` has changed in IAM
 * takes some seconds. [docs.aws.amazon.com: IAM, "Changes that I make are not always immediately visible"; ec2-fleet-plugin: EC2FleetCloud]
 */
const notYet = /not authorized to perform|InvalidClientTokenId|security token included in the request is invalid/;

/** Seconds for that, and between two attempts. */
const forRights = { limit: 60, pause: 5 };

/** The casc is read again while AWS only says that rights or keys do not count yet. @returns what Jenkins says against it in the end */
export async function onceRightsCount(
  read: () => Promise<string | undefined>,
  { limit, pause } = forRights,
): Promise<string | undefined> {
  const end = Date.now() + limit * 1000;
  for (;;) {
    const problem = await read();
    if (problem === undefined || !notYet.test(problem) || Date.now() > end) return problem;
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
  }
}

/** What Jenkins says against the casc, with the causes, which its log alone has; undefined where it has taken it. */
async function reloaded(engine: Engine, controller: string): Promise<string | undefined> {
  const { output } = await execute(engine, controller, ["sh", "-c", reloadScript, "reload", reloadTokenFile]);
  const [began = "", ...answer] = output.split("\n");
  const problem = refusal(answer.join("\n"));
  if (problem === undefined) return undefined;
  const since = Number(began);
  const raw = await engine.getContainer(controller).logs({ stdout: true, stderr: true, since });
  const lines = causes(printable(withoutFrames(raw)), 6).filter((line) => !problem.includes(line));
  return lines.length === 0 ? problem : `${problem}. In its log: ${lines.join("; ")}`;
}

async function textOf(engine: Engine, controller: string, file: string): Promise<string | undefined> {
  const { output, status } = await execute(engine, controller, ["cat", file]);
  return status === 0 ? output : undefined;
}

function put(engine: Engine, controller: string, casc: string): Promise<void> {
  return writeForJenkins(engine, controller, cascFolder, cascFile, casc);
}

async function carriersUnread(engine: Engine, controller: string, carriers: string[]): Promise<string[]> {
  const { State: state } = await engine.getContainer(controller).inspect();
  const started = Date.parse(state.StartedAt); // Jenkins read older files at its start
  const unread = await Promise.all(
    carriers.map(async (carrier) => {
      const found = await ifThere(engine.getContainer(carrier).inspect()); // somebody may have pruned the carrier; the files that it wrote stay
      if (!found || Date.parse(found.Created) < started) return [];
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
