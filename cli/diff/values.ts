/** The values of a step that differ, for a reader: short ones side by side, long texts line by line. Pure. */
import { structuredPatch } from "diff";
import { isMapping } from "../../components/validation";
import type { Change } from "../../components/meaning";
import type { Values } from "./steps";

/** A value that differs. */
export interface Difference {
  /** `agents.templates[0].memoryMiB`. */
  path: string;
  /** Side by side: `2048 => 4096`. */
  short?: string;
  /** Or lines of a text, as a patch has them. */
  lines?: string[];
}

/** Texts of more than one line are compared by lines, with so many around a change. */
const linesAround = 2;

/** What of a step's inputs differs. What Pulumi keeps for itself is left out. */
export function differences({ before, after, op }: Change): Difference[] {
  return op === "create" || op === "delete" ? [] : between(before, after, "");
}

function between(before: unknown, after: unknown, path: string): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isMapping(before) && isMapping(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith("__"));
    return keys.flatMap((key) => between(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((value, index) => between(value, after[index], `${path}[${String(index)}]`));
  }
  if (Array.isArray(before) && Array.isArray(after)) return [{ path, short: listDifference(before, after) }];
  if (isText(before) && isText(after)) return [{ path, lines: lineDifference(before, after) }];
  return [{ path, short: `${shown(before)} => ${shown(after)}` }];
}

function lineDifference(before: string, after: string): string[] {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: linesAround });
  // That a text ends without a new line is no matter to a reader.
  const shownLines = (lines: string[]) => lines.filter((line) => !line.startsWith("\\"));
  return hunks.flatMap(({ lines }, index) => [...(index === 0 ? [] : ["…"]), ...shownLines(lines)]);
}

/** What is gone from a list, and what is new in it. */
function listDifference(before: unknown[], after: unknown[]): string {
  const without = (values: unknown[], others: unknown[]) => {
    const there = new Set(others.map((other) => JSON.stringify(other)));
    return values.filter((value) => !there.has(JSON.stringify(value)));
  };
  return [
    ...without(before, after).map((value) => `−${shown(named(value))}`),
    ...without(after, before).map((value) => `+${shown(named(value))}`),
  ].join(", ");
}

/** Of a mount or a file, where it is: the rest of it has many lines. */
function named(value: unknown): unknown {
  const { target, file, name } = (value ?? {}) as Values;
  return target ?? file ?? name ?? value;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.includes("\n");
}

/** What stands for a value that is not known before an `up`. [pulumi/pulumi: resource/plugin/rpc.go, Unknown…Value] */
const unknown = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // a text, which is also what most others are shown as
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

function shown(value: unknown): string {
  if (value === undefined) return "(none)";
  if (typeof value === "string" && unknown.has(value)) return "(known in the up)";
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
