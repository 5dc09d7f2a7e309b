/** What `pulumi preview --json` prints, as far as it is read here. Pure. */
import { type Change, ofUrn } from "../../components/changes/change-rules";
import { CommandError } from "../say";

/** A value of a resource; what is secret in it is the text "[secret]", what is not known yet a long id. */
export type Values = Record<string, unknown>;

interface RawStep {
  op: string;
  urn: string;
  oldState?: { inputs?: Values; retainOnDelete?: boolean; parent?: string };
  newState?: { inputs?: Values; parent?: string };
  detailedDiff?: Record<string, unknown> | null;
  diffReasons?: string[];
  replaceReasons?: string[];
}

/** A preview, as far as a reviewer is concerned. */
export interface Preview {
  stack: string;
  /** What changes something. */
  steps: Change[];
  /** What the program warns of. */
  warnings: string[];
}

/** What the steps are called that Pulumi tells apart, and a reviewer does not. */
const ops: Record<string, Change["op"]> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
};

/** @throws CommandError where the text is none of a preview, with the errors of one that failed */
export function previewed(json: string): Preview {
  const errors = errorsOf(json);
  if (errors.length > 0) throw new CommandError(errors.join("\n"));
  const { steps, diagnostics = [] } = parsed(json);
  const changing = steps.filter(({ op }) => op in ops);
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").map(words);
  return {
    stack: steps[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "",
    // Pulumi lists resources in the order of their registration. That order differs from run to run.
    steps: changing.sort(byName).map(({ op, urn, oldState, newState, detailedDiff, diffReasons, replaceReasons }) => {
      const detailed = Object.keys(detailedDiff ?? {});
      return {
        op: ops[op] ?? "update",
        ...ofUrn(urn),
        component: ofUrn(newState?.parent ?? oldState?.parent ?? "").name,
        before: oldState?.inputs ?? {},
        after: newState?.inputs ?? {},
        // Providers list paths in an order of their own.
        paths: [...(detailed.length > 0 ? detailed : (diffReasons ?? []))].sort(),
        reasons: [...(replaceReasons ?? [])].sort(),
        kept: oldState?.retainOnDelete === true,
      };
    }),
    warnings: [...new Set(warnings)],
  };
}

/** What a preview that failed says in its JSON; nothing where that is none. */
export function errorsOf(json: string): string[] {
  try {
    const { diagnostics = [] } = JSON.parse(json) as Partial<RawPreview>;
    return diagnostics.filter(({ severity }) => severity === "error").map(words);
  } catch {
    return [];
  }
}

/** A message without what kind it is, which Pulumi puts before warnings and errors. */
function words({ message }: { message: string }): string {
  return message.replace(/^(warning|error): /, "").trim();
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
    if (found.steps?.every(({ urn }) => typeof urn === "string")) return { ...found, steps: found.steps };
  } catch {
    // the error below says it
  }
  throw new CommandError("this is not what pulumi preview --json prints");
}
