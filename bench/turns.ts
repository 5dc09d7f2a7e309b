/** Measuring in turns, and the tables of what was measured. */

/** What each round took, by what took it: seconds, or another unit. */
export type Measured = Map<string, number[]>;

/**
 * Runs all in turn, round after round: the machine's moods meet each of them. What is read for the first time is not measured: the first
 * round is left out.
 * @param run gives what was measured, by what it is of
 */
export async function inTurns<Name extends string>(
  names: readonly Name[],
  rounds: number,
  run: (name: Name) => Promise<Record<string, number>>,
): Promise<Record<Name, Measured>> {
  const found = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<Name, Measured>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const measured = await run(name);
      if (round === 0) continue;
      for (const [what, one] of Object.entries(measured))
        found[name].set(what, [...(found[name].get(what) ?? []), one]);
    }
  }
  return found;
}

/** How many seconds something takes. */
export async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median, and between which values the others are. @example shown([4.1, 4.5, 4.2]) // "4.2 s (4.1–4.5)" */
export function shown(seconds: readonly number[] = []): string {
  const digits = median(seconds) < 10 ? 2 : 1;
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((one) => one.toFixed(digits));
  return `${median(seconds).toFixed(digits)} s (${least ?? ""}–${most ?? ""})`;
}

/** How many times as long as another one. @example ratio([4], [2]) // "2.00" */
export function ratio(of: readonly number[] = [], to: readonly number[] = []): string {
  return (median(of) / median(to)).toFixed(2);
}

/** Prints a table in Markdown. */
export function printTable(title: string, head: string[], rows: string[][]): void {
  console.log(`\n## ${title}\n`);
  for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
}
