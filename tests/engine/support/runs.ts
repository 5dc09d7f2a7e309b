/** Runs programs of this machine. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a program for what it prints; its failure has the status as `code`. */
export async function runs(program: string, words: string[]): Promise<string> {
  const running = execute(program, words, { maxBuffer: 1 << 26 });
  running.child.stdin?.end();
  return (await running).stdout;
}
