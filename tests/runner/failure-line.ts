/** A line of a test that failed. Pure. */

/** Characters of a long reason that are kept: its beginning, and its end, where Pulumi puts what went wrong. */
const kept = { beginning: 300, end: 900 };

/** @example failureLine("a stack comes up", "expected 1 to equal 2") // "a stack comes up: expected 1 to equal 2" */
export function failureLine(title: string, reason: string): string {
  const line = reason.replace(/\s+/g, " ").trim();
  if (line.length <= kept.beginning + kept.end) return `${title}: ${line}`;
  return `${title}: ${line.slice(0, kept.beginning)} […] ${line.slice(-kept.end)}`;
}
