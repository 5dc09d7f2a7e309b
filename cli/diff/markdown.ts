/** A preview as a reviewer reads it: what it means, what changes, and the values. Pure. */
import { hostRules } from "../../components/host/aws/meaning";
import { jenkinsRules } from "../../components/jenkins/meaning";
import { type Change, meaningOf, type Weight } from "../../components/meaning";
import { type Difference, differences } from "./values";

/** What is written of a preview. */
export interface Preview {
  stack: string;
  steps: Change[];
  warnings: string[];
}

const words: Record<Change["op"], [string, string]> = {
  create: ["+", "added"],
  update: ["~", "changed"],
  replace: ["±", "replaced"],
  delete: ["−", "deleted"],
};
const signs: Record<Weight, string> = { loses: "🛑", interrupts: "⚠️", applies: "ℹ️" };

/** Markdown, without the time and without anything else that differs between two runs. */
export function markdown({ stack, steps, warnings }: Preview): string {
  if (steps.length === 0) return `**${stack}**: nothing changes.\n`;
  const counts = Object.entries(words)
    .map(([op, [, word]]) => [steps.filter((step) => step.op === op).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`);
  const meaning = meaningOf([...jenkinsRules, ...hostRules], steps).map(
    ({ weight, text }) => `- ${signs[weight]} ${text}`,
  );
  const parts = [
    `**${stack}**: ${counts.join(", ")}.`,
    ...(meaning.length > 0 ? [meaning.join("\n")] : ["- ✅ nothing restarts, nothing is lost"]),
    ...(warnings.length > 0 ? [warnings.map((warning) => `> ${warning.replaceAll("\n", "\n> ")}`).join("\n>\n")] : []),
    table(steps),
    ...steps.flatMap(details),
  ];
  return `${parts.join("\n\n")}\n`;
}

function table(steps: Change[]): string {
  const rows = steps.map((step) => {
    const what = differences(step).map(
      ({ path, short }) => `\`${path}\`${short === undefined ? "" : `: ${cell(short)}`}`,
    );
    const reasons = step.op === "replace" && what.length === 0 ? step.reasons.map((reason) => `\`${reason}\``) : [];
    return `| ${words[step.op][0]} | ${kind(step)} | \`${step.name}\` | ${[...what, ...reasons].join("<br>")} |`;
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
  const longest = Math.max(
    2,
    ...lines
      .join("\n")
      .split(/[^`]+/)
      .map((ticks) => ticks.length),
  );
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${lines.join("\n")}\n${fence}`;
}

function kind({ type }: Change): string {
  return type.split(":").at(-1) ?? type;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");
}
