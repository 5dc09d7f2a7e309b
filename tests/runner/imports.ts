/** Which files a test file is made of: what it imports from tests/, and what that imports; and the sources that it calls itself. */
import * as fs from "node:fs";
import * as path from "node:path";
import { testsFolder } from "./suite";
import type { SlowFile } from "./selection";

const repository = path.join(testsFolder, "..");

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
 * The sources that a file names itself, by path below the repository. What those import is not followed: it would be nearly everything.
 * @param file below the repository: `index.ts`
 * @param types whether those of which it takes types alone count, too
 */
export function sourcesOf(file: string, types: "with types" | "without types"): string[] {
  const from = path.join(repository, file);
  const named = [...fs.readFileSync(from, "utf8").matchAll(/^(?:import|export) ([^;]*?) from "(\.{1,2}\/[^"]+)";/gm)];
  const counted = named.filter(([, what = ""]) => types === "with types" || !isOfTypes(what));
  const paths = counted.map(([, , name = ""]) => `${path.resolve(path.dirname(from), name)}.ts`);
  const sources = paths.filter((one) => !one.startsWith(`${testsFolder}${path.sep}`) && fs.existsSync(one));
  return sources.map((one) => path.relative(repository, one)).sort();
}

/** Whether `type A`, `{ type A, type B }` or the like takes types alone. */
function isOfTypes(what: string): boolean {
  const names = /^\{(.*)\}$/s.exec(what)?.[1]?.split(",") ?? [];
  const some = names.map((name) => name.trim()).filter((name) => name !== "");
  return what.startsWith("type ") || (some.length > 0 && some.every((name) => name.startsWith("type ")));
}

/** The table of slow tests, with what each of them imports. */
export function withImports(slow: Readonly<Record<string, SlowFile>>): Record<string, SlowFile> {
  const imported = (file: string) => [...importedBy(file), ...sourcesOf(`tests/${file}`, "without types")];
  const entries = Object.entries(slow);
  return Object.fromEntries(
    entries.map(([file, one]) => [file, { ...one, covers: [...one.covers, ...imported(file)] }]),
  );
}
