/** Reads from files what the table need not list: what a test file imports from tests/, and what the package exports. */
import * as fs from "node:fs";
import * as path from "node:path";
import { repository, testsFolder } from "./suite";
import type { SlowFile } from "./selection";

/** By path below the repository: `tests/engine/support/stack.ts`. Without the file itself. */
export function importedBy(file: string): string[] {
  const found = new Set<string>();
  const follow = (from: string) => {
    const text = fs.readFileSync(from, "utf8");
    for (const [, name = ""] of text.matchAll(/\b(?:from|import) "(\.{1,2}\/[^"]+)"/g)) {
      const imported = `${path.resolve(path.dirname(from), name)}.ts`;
      const isNew = imported.startsWith(`${testsFolder}${path.sep}`) && !found.has(imported);
      if (!isNew) continue;
      found.add(imported);
      follow(imported);
    }
  };
  follow(path.join(testsFolder, file));
  return [...found].map((one) => path.posix.join("tests", path.relative(testsFolder, one))).sort();
}

/**
 * The files that an entry of the package exports from, by path below the repository.
 * @example exportedBy("aws.ts") // ["components/host/aws/aws-args.ts", …]
 */
export function exportedBy(entry: string): string[] {
  const text = fs.readFileSync(path.join(repository, entry), "utf8");
  const files = [...text.matchAll(/\bfrom "\.\/([^"]+)"/g)].map(([, name = ""]) => `${name}.ts`);
  return [...new Set(files)].sort();
}

/** The table of slow tests, with what each of them imports. */
export function withImports(slow: Readonly<Record<string, SlowFile>>): Record<string, SlowFile> {
  const entries = Object.entries(slow);
  return Object.fromEntries(
    entries.map(([file, one]) => [file, { ...one, covers: [...one.covers, ...importedBy(file)] }]),
  );
}
