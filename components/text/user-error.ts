/** The one error for mistakes of the package's user, whenever they are found. */
import * as pulumi from "@pulumi/pulumi";
import { inspect } from "node:util";
import { formatProblems, type Problem } from "./problems";

/** How the problems of a component are told: where they are, and what its user calls a setting. */
export interface Telling {
  where: string;
  path: (path: string) => string;
}

const tellings = new Map<string, Telling>();

/**
 * Has the problems of a component told as its user knows them: the paths of a stack's config instead of arguments.
 * @example tellAs("Jenkins jenkins", { where: "the configuration of stack dev", path: (key) => `jenkins.${key}` })
 */
export function tellAs(component: string, telling: Telling): void {
  tellings.set(component, telling);
}

/** A setting of a component as its user calls it. */
export function pathAsTold(component: string, path: string): string {
  return tellings.get(component)?.path(path) ?? path;
}

/**
 * The one error for mistakes of the package's user. Pulumi prints its message and no stack trace.
 * @example new UserError("the configuration of stack dev", [{ code: "JD101", path: "access", message: "…" }])
 */
export class UserError extends pulumi.RunError {
  constructor(
    where: string,
    public readonly problems: readonly Problem[],
  ) {
    const telling = tellings.get(where) ?? { where, path: (path: string) => path };
    const told = problems.map((problem) => ({ ...problem, path: telling.path(problem.path) }));
    const text = formatProblems(telling.where, told);
    super(text);
    this.name = "UserError";
    // An error passes through properties on its way out of an output. For each of them the SDK puts `error serializing property "…":`
    // before the message. That tells a user nothing. [@pulumi/pulumi: runtime/rpc.ts, serializeFilteredProperties]
    Object.defineProperty(this, "message", { get: () => text, set: () => undefined });
  }

  /** The SDK inspects every error, and puts the promise it came from on it: seconds of work, thrown away. */
  [inspect.custom](): string {
    return this.message;
  }
}

/** What a program does with a {@link UserError} that an `up` finds. Without it, the error fails its output. */
export type UserErrorHandler = (error: UserError) => Promise<never>;

let handler: UserErrorHandler | undefined;

/**
 * Hands every {@link UserError} that an `up` finds to the program, before it fails any output. For a program that ends itself: library
 * code never ends the process.
 */
export function onUserError(handle: UserErrorHandler): void {
  handler = handle;
}

/** Runs work of an `up`. A {@link UserError} goes to the program's handler where there is one, and else to whoever awaits the work. */
export function reportingUserErrors<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // V8 searches all promises that depend on a rejected one. A handler of our own ends that search (stacks/end-on-error.ts).
    work().then(resolve, (error: unknown) => {
      if (error instanceof UserError && handler !== undefined) void handler(error);
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
