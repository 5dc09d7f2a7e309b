/** The package's command line, on a stack of a test. */
import { execFile } from "node:child_process";
import * as path from "node:path";
import { repository, type TestStack } from "./stack";

/** Runs a command; gives how it ended and what it printed, on standard output and error. */
export function command(stack: TestStack, words: string[]): Promise<{ status: number | string; output: string }> {
  const { options } = stack.upCommand();
  const [tool = "", ...all] = commandLine(stack, words);
  return new Promise((resolve) => {
    execFile(tool, all, { ...options, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal ?? 1) : 0, output: stdout + stderr });
    });
  });
}

/** A command of the package, as a program and its words. */
export function commandLine(stack: TestStack, words: string[]): string[] {
  const program = [`--import=${require.resolve("tsx")}`, path.join(repository, "cli/index.ts")];
  return [process.execPath, ...program, ...words, "--stack", stack.name];
}

/** The same of a command that has to succeed: what it printed. */
export async function succeeds(stack: TestStack, words: string[]): Promise<string> {
  const { status, output } = await command(stack, words);
  if (status !== 0) throw new Error(`${words.join(" ")} ended with ${String(status)}:\n${output}`);
  return output;
}
