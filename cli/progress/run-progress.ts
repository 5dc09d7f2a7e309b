/** What a person needs to see of a run of Pulumi, from its events. Pure. */
import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import { printable } from "../../components/endpoint/execute";

/** What is done to a thing, while it is done. Steps that do nothing to an engine are not in it. */
const doing: Partial<Record<OpType, string>> = {
  create: "making",
  "create-replacement": "making anew",
  update: "changing",
  delete: "removing",
  "delete-replaced": "removing the old",
};

/** The same at the end. */
const done: [op: OpType, word: string][] = [
  ["create", "made"],
  ["update", "changed"],
  ["replace", "replaced"],
  ["delete", "removed"],
];

/** What wraps the messages of this package's checks. [components/text/user-error.ts: failDeployment] */
const ofCheck = /^(before|after) hook "checks of [^"]+" failed: /;
/** What Pulumi says at the end of every run that failed. */
const sayingNothing = /^(update|destroy|preview) failed\s*$/;

/** Follows a run, event by event. */
export class RunProgress {
  /** What is being done, by URN. */
  private readonly running = new Map<string, { verb: string; what: string }>();
  /** What a check waits for. */
  private waiting?: string;
  private finished = 0;

  /** @param total how many resources there are to go through, where that is known */
  constructor(private readonly total?: number) {}

  /** Takes an event. @returns lines to print */
  take({
    resourcePreEvent: pre,
    resOutputsEvent: after,
    resOpFailedEvent: failed,
    diagnosticEvent: said,
    stdoutEvent: printed,
    summaryEvent: sum,
  }: EngineEvent): string[] {
    if (pre !== undefined || after !== undefined) this.waiting = undefined;
    if (pre !== undefined) this.begins(pre.metadata);
    else if (after !== undefined) this.ends(after.metadata.urn);
    else if (failed !== undefined) this.running.delete(failed.metadata.urn);
    else if (said !== undefined) return this.says(said);
    else if (printed !== undefined) return [printed.message.trimEnd()];
    else if (sum !== undefined) return [totalOf(sum.durationSeconds, sum.resourceChanges, hasFailed(sum))];
    return [];
  }

  /** What is going on, in one line. */
  get now(): string {
    const share =
      this.total === undefined
        ? `${String(this.finished)} done`
        : `${String(Math.min(this.finished, this.total))} of ${String(this.total)}`;
    const what = this.running.size > 0 ? inWords([...this.running.values()]) : (this.waiting ?? "checking");
    return `${share}: ${what}`;
  }

  private begins({ op, urn, type, new: after }: NonNullable<EngineEvent["resourcePreEvent"]>["metadata"]): void {
    const verb = isBuiltOrPulled(op, type) ? (after?.inputs.build === undefined ? "pulling" : "building") : doing[op];
    if (verb !== undefined && takesTime(type)) this.running.set(urn, { verb, what: nameOf(type, urn, after?.inputs) });
  }

  private ends(urn: string): void {
    this.running.delete(urn);
    this.finished += 1;
  }

  private says({ message, severity, ephemeral, urn = "" }: NonNullable<EngineEvent["diagnosticEvent"]>): string[] {
    const text = message.replace(ofCheck, "").trimEnd();
    if ((severity as string) === "debug") return []; // the type does not have it
    if (ephemeral && severity === "info") {
      this.waiting = printable(text).split("\n").at(-1);
      return [];
    }
    if (text === "" || sayingNothing.test(text)) return [];
    if (severity === "warning") return [`warning: ${text}`];
    if (severity === "error") return [`error: ${sourceOf(urn)}${text}`];
    return [text];
  }
}

/** Of which resource a provider's message is. Messages of this package name the setting. */
function sourceOf(urn: string): string {
  const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
  return type.startsWith("docker:") ? `${nameOf(type, urn)}: ` : "";
}

/** Whether somebody may wait for a thing: not for a component, a provider or a random number. */
function takesTime(type: string): boolean {
  return type.startsWith("docker:") || type.startsWith("aws:");
}

function isBuiltOrPulled(op: OpType, type: string): boolean {
  return type.endsWith(":RemoteImage") && (op === "create" || op === "create-replacement");
}

/** At most three things. @example "making container a, container b; removing the old container c" */
function inWords(things: { verb: string; what: string }[]): string {
  const shown = things.slice(0, 3);
  const verbs = [...new Set(shown.map(({ verb }) => verb))];
  const phrases = verbs.map(
    (verb) => `${verb} ${shown.flatMap((one) => (one.verb === verb ? [one.what] : [])).join(", ")}`,
  );
  const more = things.length - shown.length;
  return phrases.join("; ") + (more > 0 ? `; ${String(more)} more` : "");
}

/** @example "container jenkins-local-dind" */
function nameOf(type: string, urn: string, inputs: Record<string, unknown> = {}): string {
  const kind = (type.split(":").at(-1) ?? "").replace(/^Remote(?=Image$)/, "").toLowerCase();
  const name = typeof inputs.name === "string" ? inputs.name : (urn.split("::").at(-1) ?? "");
  return `${kind} ${name}`;
}

function hasFailed(summary: object): boolean {
  return "result" in summary && summary.result === "failed"; // it is not in the type of older SDKs
}

function totalOf(seconds: number, changes: Partial<Record<OpType, number>>, failed: boolean): string {
  const counted = done.flatMap(([op, word]) => (changes[op] ? [`${String(changes[op])} ${word}`] : []));
  const what = counted.length > 0 ? counted.join(", ") : "nothing changed";
  return `${failed ? "Failed" : "Done"} after ${String(seconds)} s: ${what}`;
}
