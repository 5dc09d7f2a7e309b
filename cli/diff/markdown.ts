/** A preview as a reviewer reads it: what it means, what changes, and the values. Pure. */
import { accessModes } from "../../components/access/modes";
import { jenkinsType } from "../../components/changes/component-types";
import { fleetRules } from "../../components/host/aws-fleet/fleet-changes";
import { hostRules, unlessProtected } from "../../components/host/aws/aws-changes";
import { jenkinsRules } from "../../components/jenkins/jenkins-changes";
import { type Change, meaningOf, type Meaning, type Weight } from "../../components/changes/change-rules";
import type { Preview } from "./steps";
import { type Difference, differences } from "./values";

const words: Record<Change["op"], [string, string]> = {
  create: ["+", "added"],
  update: ["~", "changed"],
  replace: ["±", "replaced"],
  delete: ["−", "deleted"],
};
const signs: Record<Weight, string> = { loses: "🛑", interrupts: "⚠️", applies: "ℹ️" };

/** Markdown, without the time and without anything else that differs between two runs. */
export function markdown(preview: Preview): string {
  const { stack, steps } = preview;
  if (steps.length === 0) return `**${stack}**: ${counted(steps)}.\n`;
  const meaning = meaningOfSteps(steps);
  const parts = [
    `**${stack}**: ${counted(steps)}.`,
    [...meaning.map(line), ...grants(steps), ...reassurance(meaning)].join("\n"),
    ...warnings(preview),
    table(steps),
    ...steps.flatMap(details),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** How many resources change, and how. @example "1 changed, 2 replaced" */
export function counted(steps: Change[]): string {
  const counts = Object.entries(words)
    .map(([op, [, word]]) => [steps.filter((step) => step.op === op).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`);
  return counts.length === 0 ? "nothing changes" : counts.join(", ");
}

/** What the changes mean, the worst first. */
export function meaningOfSteps(steps: Change[]): Meaning[] {
  return meaningOf([...jenkinsRules, ...hostRules, ...fleetRules], steps);
}

function line({ weight, text }: Meaning): string {
  return `- ${signs[weight]} ${weight === "loses" ? `**${text}**` : text}`;
}

/** What a mode grants, where a Jenkins is switched to it. */
function grants(steps: Change[]): string[] {
  const switched = steps.filter(
    ({ type, op, before, after }) => type === jenkinsType && op === "update" && before.access !== after.access,
  );
  return switched.flatMap(({ name, after }) => {
    const mode = Object.values(accessModes).find((one) => one.name === after.access);
    return mode
      ? [
          `- ${signs.applies} builds of ${name} reach Docker by ${mode.name}, which grants ${mode.grants(after[mode.name] as object | undefined)}`,
        ]
      : [];
  });
}

function reassurance(meaning: Meaning[]): string[] {
  const is = (weight: Weight) => meaning.some((one) => one.weight === weight);
  if (is("loses")) return [];
  return [is("interrupts") ? "- ✅ nothing is lost: the home stays" : "- ✅ nothing restarts, nothing is lost"];
}

/**
 * The program's other warnings. What it says of a change is among the lines of the meaning already. It also warns of the loss of a volume that
 * is kept, since only the state knows that. Such a warning is left out.
 */
function warnings({ warnings: all, steps }: Preview): string[] {
  const toProgram = meaningOfSteps(steps.map((step) => ({ ...step, kept: false })));
  const said = new Set(toProgram.flatMap(({ text }) => [text, unlessProtected(text)]));
  const own = all.filter((warning) => !said.has(warning));
  return own.length > 0 ? [own.map((warning) => `> ${warning.replaceAll("\n", "\n> ")}`).join("\n>\n")] : [];
}

function table(steps: Change[]): string {
  const rows = steps.map((step) => {
    const what = differences(step).map(
      ({ path, short }) => `${code(path)}${short === undefined ? "" : `: ${code(short)}`}`,
    );
    const reasons = step.op === "replace" && what.length === 0 ? step.reasons.map(code) : [];
    return `| ${words[step.op][0]} | ${kind(step)} | ${code(step.name)} | ${[...what, ...reasons].join("<br>")} |`;
  });
  return ["|  |  |  |  |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** Long texts, each as a patch to fold out. */
function details(step: Change): string[] {
  const texts = differences(step).filter(
    (one): one is Required<Pick<Difference, "path" | "lines">> => one.lines !== undefined,
  );
  return texts.map(
    ({ path, lines }) =>
      `<details open><summary>${kind(step)} <code>${step.name}</code>, <code>${path}</code></summary>\n\n${fenced(lines)}\n\n</details>`,
  );
}

/** A fence that no line of the text can end. */
function fenced(lines: string[]): string {
  const fence = "`".repeat(Math.max(2, longestTicks(lines.join("\n"))) + 1);
  return `${fence}diff\n${lines.join("\n")}\n${fence}`;
}

/** A value in a cell. As code, nothing of it is a mention, a picture or a tag. [github.github.com/gfm: "Code spans", "Tables"] */
function code(text: string): string {
  const fence = "`".repeat(longestTicks(text) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text.replaceAll("|", "\\|").replaceAll("\n", " ")}${space}${fence}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...text.split(/[^`]+/).map((ticks) => ticks.length));
}

function kind({ type }: Change): string {
  return type.split(":").at(-1) ?? type;
}
