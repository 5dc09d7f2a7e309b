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

/** Whether the problems of a component are told with the keys of a stack's config: it is one of a clone's program. */
export function isToldByConfig(component: string): boolean {
  return tellings.has(component);
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
    /** The component, or what else has the problems: `Jenkins ci`. */
    public readonly where: string,
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

  /**
   * The SDK inspects every error, and puts the promise it came from on it: seconds of work, thrown away.
   * @internal
   */
  [inspect.custom](): string {
    return this.message;
  }
}

/**
 * Runs work whose value an output has. A {@link UserError} ends the `up` or the preview by a resource that fails, and the work has no value
 * then. If the output failed instead, every resource that depends on it would wait for ever, and so would an inline program of the
 * Automation API. [@pulumi/pulumi: runtime/resource.ts, a resource whose inputs fail has no URN]
 */
export function reportingUserErrors<T>(work: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (error instanceof UserError) failDeployment(error, reject);
      else reject(failure);
    };
    Promise.resolve().then(work).then(resolve, fail);
  });
}

/**
 * `apply` by {@link reportingUserErrors}.
 * @example applyReporting(zone, (known) => checkedZone(where, known))
 */
export function applyReporting<T, U>(output: pulumi.Output<T>, work: (known: T) => U | Promise<U>): pulumi.Output<U> {
  return output.apply<U>((known) => reportingUserErrors(() => work(known)));
}

/**
 * A resource that only fails. `up --target` and `--run-program` skip a new resource that is no target, so its hook would not run, and the program
 * would wait for ever. Providers are not skipped. Package `pulumi` is a part of Pulumi's engine, and needs no plugin.
 * [pulumi: pkg/resource/deploy/step_generator.go, "isTargeted"; pkg/resource/deploy/providers/registry.go, "builtins"]
 */
class Check extends pulumi.ProviderResource {
  constructor(name: string, options: pulumi.ResourceOptions) {
    super("pulumi", name, {}, options);
  }
}

/** Checks that have failed, by where: two resources may not have one name. */
const failed = new Map<string, number>();

/** @param goesOn what is done where the deployment goes on all the same: a unit test with mocks, which runs no hook */
function failDeployment(error: UserError, goesOn: (error: UserError) => void): void {
  const before = failed.get(error.where) ?? 0;
  failed.set(error.where, before + 1);
  const name = `checks of ${error.where}${before === 0 ? "" : ` ${String(before + 1)}`}`;
  const fails = () => {
    throw error;
  };
  const hook = new pulumi.ResourceHook(name, fails, { onDryRun: true });
  const check = new Check(name, { hooks: { beforeCreate: [hook] } });
  check.urn.apply(() => {
    goesOn(error);
  });
}
