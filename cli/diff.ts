/** `diff`: what a reviewer needs to know of a change, as Markdown. */
import * as fs from "node:fs";
import { markdown } from "./diff/markdown";
import { previewOf } from "./diff/preview";
import { previewed } from "./diff/steps";
import { localStack } from "./local-stack";
import { CommandError, options } from "./say";

/** Gives the exit status. */
export async function diff(words: string[]): Promise<number> {
  const { stack: name, json: file } = options(words, { stack: { type: "string" }, json: { type: "string" } });
  if (name !== undefined && file !== undefined)
    throw new CommandError("--stack makes a preview, and --json reads one that was made. Leave one of them out");
  const text = file === undefined ? await previewOf(name ?? localStack) : read(file);
  process.stdout.write(markdown(previewed(text)));
  return 0;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`--json ${file}: ${(error as Error).message}`);
  }
}
