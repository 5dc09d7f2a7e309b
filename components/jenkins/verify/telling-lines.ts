/** What of a controller's log tells why it failed. Pure. */

/** Frames of a stack trace say where in somebody else's code it happened, and hide what happened. */
const frame = /^\s*(at \S+\(.*|\.\.\. \d+ (more|common frames omitted)|- (locked|waiting on|parking to wait) .*)$/;
const telling = /\bSEVERE\b|\bCaused\b|\b[A-Z]\w*(Exception|Error|Failure)\b|\bUnable to\b|\bOutOfMemory|\bfatal\b/i;

/**
 * Lines that tell of a failure, each once, in their order.
 * @param most how many, from the end
 */
export function causes(log: string, most: number): string[] {
  const lines = withoutStackTraces(log).map((line) => line.trim());
  return [...new Set(lines.filter((line) => telling.test(line)))].slice(-most);
}

/**
 * The end of a log, and before it the lines that tell of a failure: an orderly shutdown after a failed start is longer than any end.
 * @param lines how many lines of the end, and how many of the others
 */
export function tellingEnd(log: string, lines: number): string[] {
  const all = withoutStackTraces(log);
  const end = Math.max(0, all.length - lines);
  const before = all
    .slice(0, end)
    .filter((line, index, others) => telling.test(line) && others.indexOf(line) === index);
  const told = before.slice(-lines);
  return [...told, ...(told.length > 0 ? ["…"] : []), ...all.slice(end)];
}

function withoutStackTraces(log: string): string[] {
  return log.split("\n").filter((line) => line.trim() !== "" && !frame.test(line));
}
