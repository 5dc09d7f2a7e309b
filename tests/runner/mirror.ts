/** Unit tests mirror the sources: the test of `stacks/config.ts` is `tests/unit/stacks/config.test.ts`. */

/** Folders of tests that are of no module: pages of the docs, the workflows, and lint rules. */
const ofNoModule = ["docs/", "github/workflows/", "lint/"];

/**
 * Folders of tests whose modules are not at the same path below the root. TypeScript leaves folders with a dot out of
 * `include`, so that nothing would check the types of tests in one.
 */
const elsewhere = { "github/": ".github/", "runner/": "tests/runner/" };

/**
 * What is wrong with unit tests: a line for each that has no module.
 * @param tests their paths below tests/unit/
 * @param isThere whether the repository has a file
 */
export function withoutModule(tests: readonly string[], isThere: (path: string) => boolean): string[] {
  return tests
    .filter((test) => !ofNoModule.some((folder) => test.startsWith(folder)))
    .map((test) => ({ test, modules: modulesOf(test) }))
    .filter(({ modules }) => !modules.some(isThere))
    .map(({ test, modules }) => `tests/unit/${test} tests no module: there is no ${modules.join(", and no ")}`);
}

/** Where the module of a test may be. */
function modulesOf(test: string): string[] {
  const [from, to] = Object.entries(elsewhere).find(([folder]) => test.startsWith(folder)) ?? ["", ""];
  const module = to + test.slice(from.length).replace(/\.test\.ts$/, "");
  return [`${module}.ts`];
}
