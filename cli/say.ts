/** What commands say, and how they fail. */
import { parseArgs } from "node:util";
import { didYouMean } from "../components/text/problems";

/** A failure whose message is all there is to say: no stack trace is printed. */
export class CommandError extends Error {
  /** @param output what a program printed that failed, where one did */
  constructor(
    message: string,
    public readonly output?: string,
  ) {
    super(message);
  }
}

/** A line to the user. On standard error: standard output belongs to Pulumi. */
export function say(line: string): void {
  console.error(line);
}

/** Settings of options: a text or a switch each. */
type Known = Record<string, { type: "string" | "boolean"; default?: string | boolean }>;

/** What was given: texts and switches by name. */
type Given<T extends Known> = {
  [Name in keyof T]: T[Name] extends { type: "boolean" }
    ? boolean
    : T[Name] extends { default: string }
      ? string
      : string | undefined;
};

/** Options of a command. An unknown one, a word too many, and one that npm has taken are a {@link CommandError}. */
export function options<const T extends Known>(args: string[], known: T, environment = process.env): Given<T> {
  const names = Object.keys(known);
  const { tokens } = parseArgs({ args, options: known, strict: false, tokens: true });
  const given = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  refuseTakenByNpm(
    names.filter((name) => !given.includes(name)),
    environment,
  );
  const all = `The options are ${names.map((name) => `--${name}`).join(", ")}`;
  for (const token of tokens) {
    if (token.kind === "positional") throw new CommandError(`"${token.value}" is not an option. ${all}`);
    if (token.kind === "option" && !(token.name in known))
      throw new CommandError(`${token.rawName} is not an option.${didYouMean(token.name, names)} ${all}`);
  }
  try {
    return parseArgs({ args, options: known, allowPositionals: false, strict: true }).values as unknown as Given<T>;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

/** Options that npm knows, too. They may come from npm's own settings, and nobody has typed them here. [docs.npmjs.com: config] */
const ofNpm = ["access", "json", "verbose", "yes"];

/**
 * Refuses an option that stands before `--` in `npm run`. npm keeps it, and the command would run without it, on stack local.
 * [docs.npmjs.com: npm run-script]
 */
function refuseTakenByNpm(missing: string[], environment: NodeJS.ProcessEnv): void {
  const { npm_lifecycle_event: script } = environment;
  const taken = missing.find(
    (name) => !ofNpm.includes(name) && environment[`npm_config_${name.replaceAll("-", "_")}`] !== undefined,
  );
  if (script === undefined || taken === undefined) return;
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  const fix = `Write it behind "--": ${command} -- --${taken}`;
  throw new CommandError(`npm has taken --${taken} for an option of its own. ${fix}`);
}
