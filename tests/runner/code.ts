/** What of a TypeScript source runs: all but its comments and its layout. */
import ts from "typescript";

/** Whether two texts of a file are the same code. Comments are for people, and for schema.json, which has a line of its own in covers.ts. */
export function isSameCode(before: string, now: string): boolean {
  return codeOf(before) === codeOf(now);
}

/** By text: a file of today is compared with itself at several commits. */
const known = new Map<string, string>();
const printer = ts.createPrinter({ removeComments: true });

function codeOf(text: string): string {
  const code = known.get(text) ?? printer.printFile(ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest));
  known.set(text, code);
  return code;
}
