/** The values of a step that differ, for a reader: short ones side by side, long texts line by line. Pure. */
import { structuredPatch } from "diff";
import type { Change } from "../../components/changes/change-rules";
import { isMapping } from "../../components/text/validation";
import type { Values } from "./steps";

/** A value that differs. */
export interface Difference {
  /** `agents.templates[0].memoryMiB`. */
  path: string;
  /** Side by side, as JSON: `2048 => 4096`. */
  short?: string;
  /** Or lines of a text, as a patch has them. */
  lines?: string[];
}

/** Texts of more than one line are compared by lines, with so many around a change. */
const linesAround = 2;
/** Characters of a value that are shown, and of them those before the first one that differs. */
const width = 120;
const leadIn = 20;

/** What of a step's inputs differs. What Pulumi keeps for itself is left out. */
export function differences({ before, after, op, paths }: Change): Difference[] {
  if (op === "create" || op === "delete") return [];
  // All secrets are shown as the same text. Pulumi says that this one differs.
  const secrets = paths.filter((path) => before[path] === "[secret]" && after[path] === "[secret]");
  return [...between(before, after, ""), ...secrets.map((path) => ({ path, short: "[secret] => [another secret]" }))];
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
  if (typeof before === "string" && typeof after === "string" && `${before}${after}`.includes("\n"))
    return [textDifference(before, after, path)];
  return [{ path, short: sideBySide(before, after) }];
}

function textDifference(before: string, after: string, path: string): Difference {
  const [old, now] = [before, after].map((text) => text.replace(/\n$/, ""));
  if (old === now) return { path, short: "a line's end at the end" };
  const { hunks } = structuredPatch("", "", `${String(old)}\n`, `${String(now)}\n`, "", "", { context: linesAround });
  return { path, lines: hunks.flatMap(({ lines }, index) => [...(index === 0 ? [] : ["…"]), ...lines]) };
}

/** What is gone from a list, and what is new in it. */
function listDifference(before: unknown[], after: unknown[]): string {
  const without = (values: unknown[], others: unknown[]) => {
    const left = others.map((other) => JSON.stringify(other));
    return values.filter((value) => {
      const index = left.indexOf(JSON.stringify(value));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
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

function sideBySide(before: unknown, after: unknown): string {
  const [old, now] = [before, after].map((value) => (value === undefined ? "" : JSON.stringify(value)));
  const differs = Array.from(old ?? "").findIndex((character, at) => now?.[at] !== character);
  const from = Math.max(old?.length ?? 0, now?.length ?? 0) > width ? Math.max(0, differs - leadIn) : 0;
  return `${shown(before, from)} => ${shown(after, from)}`;
}

/** What stands for a value that is not known before an `up`. [pulumi/pulumi: resource/plugin/rpc.go, Unknown…Value] */
const unknown = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // the id for a text; most other values are shown with the same id
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

function shown(value: unknown, from = 0): string {
  if (value === undefined) return "(none)";
  if (typeof value === "string" && unknown.has(value)) return "(known in the up)";
  if (value === "[secret]") return value;
  const text = JSON.stringify(value);
  const cut = `${from > 0 ? "…" : ""}${text.slice(from, from + width)}`;
  return from + width < text.length ? `${cut}…` : cut;
}
