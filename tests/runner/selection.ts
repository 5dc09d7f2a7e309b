/** Which slow test files have to run for a change: those that always run, and those that cover a path that changed. */

/** A slow test file: one that needs a Docker engine, or virtual machines. */
export interface SlowFile {
  /** Runs for every change. */
  always?: true;
  /** The paths whose change makes it run, beside itself. One that ends with "/" is a folder, with all below it. */
  covers: readonly string[];
  /** A file that has all its tests, too: where that one runs, this one is left out. */
  within?: string;
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

/**
 * Why a slow file runs.
 * @param changed the paths that changed since it last passed; undefined where no run of it is recorded that this commit follows
 * @returns the reason; undefined where the file may be left out
 */
export function whyRun(coverage: Coverage, file: string, changed?: readonly string[]): string | undefined {
  const { always, covers = [] } = coverage.slow[file] ?? {};
  if (always) return "always";
  if (changed === undefined) return "no run is recorded that this commit follows";
  const relevant = changed.filter((path) => !isText(path) || covers.includes(path));
  const own = relevant.find((path) => path === `tests/${file}` || isIn([...covers, ...coverage.everything], path));
  if (own !== undefined) return own;
  const unknown = relevant.find((path) => !isKnown(coverage, path));
  return unknown === undefined ? undefined : `${unknown}, which tests/runner/covers.ts does not know`;
}

/** Files without those whose tests another one of them has, too. */
export function withoutRepeated({ slow }: Coverage, files: readonly string[]): string[] {
  return files.filter((file) => !files.includes(slow[file]?.within ?? ""));
}

/** What follows the name of a file of which only the package's users see a change. */
export const forUsers = ", for its users";

/** Keys of files that count for everything, but for these: what the package's users load and call, and which files are checked. */
export const onlyForUsers: Readonly<Record<string, readonly string[]>> = {
  "package.json": [
    "scripts",
    "main",
    "types",
    "exports",
    "typesVersions",
    "peerDependencies",
    "peerDependenciesMeta",
    "files",
    "description",
    "keywords",
    "homepage",
    "repository",
    "bugs",
  ],
  "tsconfig.json": ["include"],
};

/**
 * The name of a change: the file's path, or with {@link forUsers} where nothing else in the file has changed.
 * @param before its text then; undefined where it was not there
 */
export function nameOfChange(path: string, before: string | undefined, now: string | undefined): string {
  const keys = onlyForUsers[path];
  if (keys === undefined || before === undefined || now === undefined) return path;
  const rest = (text: string) => {
    const all = Object.entries(JSON.parse(text) as object).filter(([key]) => !keys.includes(key));
    return JSON.stringify(all.sort(([one], [other]) => one.localeCompare(other)));
  };
  return rest(before) === rest(now) ? `${path}${forUsers}` : path;
}

/** Whether the table says of a path which tests cover it. */
export function isKnown({ everything, quick, slow }: Coverage, path: string): boolean {
  const patterns = [...everything, ...quick, ...Object.values(slow).flatMap(({ covers }) => covers)];
  return isText(path) || isIn(patterns, path) || (path.startsWith("tests/") && path.slice("tests/".length) in slow);
}

/** Whether a path is of a text for people, wherever it lies. Unit tests hold the docs against the sources. A slow file may cover a page by its name. */
function isText(path: string): boolean {
  return path.endsWith(".md");
}

/** Whether one of the paths is this one, or a folder around it. */
export function isIn(paths: readonly string[], path: string): boolean {
  return paths.some((one) => (one.endsWith("/") ? path.startsWith(one) : path === one));
}
