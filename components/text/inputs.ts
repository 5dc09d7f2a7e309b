/** Arguments of which some values are outputs of other resources: each is checked where it becomes known. */
import * as pulumi from "@pulumi/pulumi";
import { isMapping } from "./validation";
import type { Problem } from "./problems";
import { applyReporting, UserError } from "./user-error";

/** Finds every problem of arguments. An output that is not known yet is `undefined` in them. */
export type FindProblems = (plain: Record<string, unknown>) => Problem[];

/** An output in arguments. */
interface Later {
  /** As problems name it: `data.volumeId`, `allowedCidrs[0]`. */
  path: string;
  value: pulumi.Output<unknown>;
}

/**
 * The arguments, checked: plain values at once, and each output when it is known, alone beside the plain values.
 * @param asIs paths whose rules take outputs as they are: these are left alone
 * @returns the same arguments; where the value of an output in them has a problem, the `up` or the preview ends with a {@link UserError}
 * @throws UserError with every problem of the plain values
 * @example checkedInputs("AwsDockerHost ci", args, (plain) => problemsOf(awsSchema, plain))
 */
export function checkedInputs<A extends object>(
  where: string,
  args: A,
  find: FindProblems,
  asIs: readonly string[] = [],
): A {
  const later = outputsIn(args, "").filter(({ path }) => !asIs.some((one) => isWithin(path, one)));
  const paths = new Set(later.map(({ path }) => path));
  const valueAt = (values: ReadonlyMap<string, unknown>) => (path: string, value: unknown) =>
    paths.has(path) ? values.get(path) : value;
  /** Problems with the outputs of these paths known; not those that only say that another output is not known yet. */
  const problemsWith = (known: ReadonlyMap<string, unknown>) => {
    const unknown = later.filter(({ path }) => !known.has(path)).map(({ path }) => path);
    const plain = withOutputs(args, "", valueAt(known)) as Record<string, unknown>;
    return find(plain).filter(({ path }) => !unknown.some((one) => isWithin(path, one)));
  };
  const problems = problemsWith(new Map());
  if (problems.length > 0) throw new UserError(where, problems);
  const checked = new Map<string, pulumi.Output<unknown>>(
    later.map(({ path, value }) => [
      path,
      applyReporting(value, (known) => {
        const found = problemsWith(new Map([[path, known]]));
        if (found.length > 0) throw new UserError(where, found);
        return known;
      }),
    ]),
  );
  return withOutputs(args, "", valueAt(checked)) as A;
}

/** Whether a value is an output or a promise. */
function isKnownLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

function outputsIn(value: unknown, path: string): Later[] {
  if (isKnownLater(value)) return [{ path, value: pulumi.output(value) }];
  return entriesOf(value, path).flatMap(([inner, part]) => outputsIn(part, inner));
}

/** A copy with other values in place of the outputs. A setting that is not given is left out. */
function withOutputs(value: unknown, path: string, replacement: (path: string, value: unknown) => unknown): unknown {
  if (isKnownLater(value)) return replacement(path, value);
  if (Array.isArray(value)) return entriesOf(value, path).map(([inner, part]) => withOutputs(part, inner, replacement));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withOutputs(part, join(path, key), replacement)]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) return value.map((part, index) => [`${path}[${String(index)}]`, part as unknown]);
  if (!isMapping(value)) return [];
  return Object.entries(value).map(([key, part]) => [join(path, key), part]);
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
