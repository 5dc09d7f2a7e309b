/** What commands say, and how they fail. */
import { parseArgs } from "node:util";

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

/** Options of a command; an unknown one is a {@link CommandError}. */
export function options<const T extends Known>(args: string[], known: T): Given<T> {
  try {
    return parseArgs({ args, options: known, allowPositionals: false, strict: true }).values as unknown as Given<T>;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}
