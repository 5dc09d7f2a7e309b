/** Which slow test files have to run for a change: those that always run, and those that cover a path that changed. */

/** A slow test file: one that needs a Docker engine, or virtual machines. */
export interface SlowFile {
  /** Runs for every change. */
  always?: true;
  /** The paths whose change makes it run, beside itself. One that ends with "/" is a folder, with all below it. */
  covers: readonly string[];
}

/** The table of `covers.ts`. */
export interface Coverage {
  /** Paths whose change makes every slow file run. */
  everything: readonly string[];
  /** Paths that unit and component tests cover alone, or that no test runs. */
  quick: readonly string[];
  /** By path below tests/: `engine/agents.test.ts`. */
  slow: Readonly<Record<string, SlowFile>>;
}

/** What runs, each file with the reason; and what does not. */
export interface Selection {
  runs: { file: string; why: string }[];
  leftOut: string[];
}

/** Selects for the paths that changed since the last whole run; undefined where there was none, which selects everything. */
export function select({ everything, quick, slow }: Coverage, changed: readonly string[] | undefined): Selection {
  const files = Object.entries(slow);
  const all = (why: string): Selection => ({ runs: files.map(([file]) => ({ file, why })), leftOut: [] });
  if (changed === undefined) return all("no whole run is recorded that this commit follows");
  const patterns = [...quick, ...files.flatMap(([, { covers }]) => covers)];
  for (const path of changed) {
    if (isIn(everything, path)) return all(path);
    const isTest = path.startsWith("tests/") && path.slice("tests/".length) in slow;
    if (!isTest && !isIn(patterns, path)) return all(`${path}, which tests/runner/covers.ts does not know`);
  }
  const selection: Selection = { runs: [], leftOut: [] };
  for (const [file, { always, covers }] of files) {
    const why = always ? "always" : changed.find((path) => path === `tests/${file}` || isIn(covers, path));
    if (why === undefined) selection.leftOut.push(file);
    else selection.runs.push({ file, why });
  }
  return selection;
}

/** Whether one of the paths is this one, or a folder around it. */
export function isIn(paths: readonly string[], path: string): boolean {
  return paths.some((one) => (one.endsWith("/") ? path.startsWith(one) : path === one));
}
