/** What `pulumi preview --json` prints, as far as it is read here. Pure. */
import type { Change } from "../../components/meaning";
import { CommandError } from "../say";

/** A value of a resource; what is secret in it is the text "[secret]", what is not known yet a long id. */
export type Values = Record<string, unknown>;

interface RawStep {
  op: string;
  urn: string;
  oldState?: { inputs?: Values };
  newState?: { inputs?: Values };
  detailedDiff?: Record<string, unknown> | null;
  diffReasons?: string[];
  replaceReasons?: string[];
}

/** The steps that change something, and the warnings of the program. @throws CommandError where the text is none of a preview */
export function previewed(json: string): { stack: string; steps: Change[]; warnings: string[] } {
  const { steps, diagnostics = [] } = parsed(json);
  const changing = steps.filter((step) => ["create", "update", "replace", "delete"].includes(step.op));
  return {
    stack: steps[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "",
    // Pulumi lists them as they were registered, which differs from run to run.
    steps: changing.sort(byName).map(({ op, urn, oldState, newState, detailedDiff, diffReasons, replaceReasons }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return {
        op: op as Change["op"],
        type: types.split("$").at(-1) ?? "",
        name,
        before: oldState?.inputs ?? {},
        after: newState?.inputs ?? {},
        paths: Object.keys(detailedDiff ?? {}).length > 0 ? Object.keys(detailedDiff ?? {}) : (diffReasons ?? []),
        reasons: replaceReasons ?? [],
      };
    }),
    warnings: diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message.trim()),
  };
}

/** What a preview that failed says in its JSON; nothing where that is none. */
export function errorsOf(json: string): string[] {
  try {
    const { diagnostics = [] } = JSON.parse(json) as Partial<RawPreview>;
    return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
  } catch {
    return [];
  }
}

function byName(one: RawStep, other: RawStep): number {
  const key = ({ urn }: RawStep) => urn.split("::").slice(2).reverse().join(" ");
  return key(one) < key(other) ? -1 : 1;
}

interface RawPreview {
  steps: RawStep[];
  diagnostics?: { severity: string; message: string }[];
}

function parsed(json: string): RawPreview {
  try {
    const found = JSON.parse(json) as Partial<RawPreview>;
    if (Array.isArray(found.steps)) return { ...found, steps: found.steps };
  } catch {
    // said below
  }
  throw new CommandError("this is not what pulumi preview --json prints");
}
