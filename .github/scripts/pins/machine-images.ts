/** The dates of machine images. Pure. */

/** `20260923`, `20260923.1`, `20260914-2601`: how Canonical and Debian name an image of theirs. */
const date = /\/(\d{8}(?:[.-]\d+)?)\//;

/** The date in a parameter's name, and the path of all of them. */
export function dateOf(parameter: string): { date: string; path: string } {
  const match = date.exec(parameter);
  if (match?.[1] === undefined) throw new Error(`${parameter} has no date`);
  return { date: match[1], path: parameter.slice(0, match.index) };
}

/**
 * The newest date that every one of an image's parameters (one an architecture) is there of; undefined where none is newer.
 * @param names of all parameters under the image's path
 */
export function newerDate(parameters: readonly string[], names: readonly string[]): string | undefined {
  const known = new Set(names);
  const now = dateOf(parameters[0] ?? "").date;
  const dates = names.flatMap((name) => date.exec(name)?.[1] ?? []);
  const whole = dates.filter((other) => parameters.every((one) => known.has(one.replace(now, other))));
  const newest = [now, ...whole].sort((one, other) => one.localeCompare(other, "en", { numeric: true })).at(-1);
  return newest === now ? undefined : newest;
}
