/** Runs other programs. */
import { spawn, type SpawnOptions } from "node:child_process";
import * as path from "node:path";
import { CommandError } from "./say";

/** A program's path: this package's own copy of it where it has one (pulumi), else what the PATH says. */
function located(program: string): { command: string; before: string[] } {
  if (program !== "pulumi") return { command: program, before: [] };
  const manifest = require.resolve("pulumi/package.json");
  return { command: process.execPath, before: [path.join(path.dirname(manifest), "run.js")] };
}

/** Runs a program in the foreground, with this terminal; gives its exit status. */
export async function run(program: string, words: string[], options: SpawnOptions = {}): Promise<number> {
  return started(program, words, { stdio: "inherit", ...options }, () => undefined);
}

/** Runs a program for what it prints. Its errors go to the terminal; a failure is a {@link CommandError}. */
export async function capture(
  program: string,
  words: string[],
  options: SpawnOptions = {},
): Promise<{ output: string }> {
  let output = "";
  const take = (text: string) => (output += text);
  const status = await started(program, words, { stdio: ["ignore", "pipe", "inherit"], ...options }, take);
  if (status !== 0) throw new CommandError(`${program} ${words.join(" ")} ended with status ${String(status)}`, output);
  return { output };
}

function started(
  program: string,
  words: string[],
  options: SpawnOptions,
  take: (text: string) => void,
): Promise<number> {
  const { command, before } = located(program);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...words], options);
    child.stdout?.setEncoding("utf8"); // a character may arrive in two pieces
    child.stdout?.on("data", take);
    child.on("error", (error) => {
      reject(new CommandError(`${program} cannot be run: ${error.message}`));
    });
    child.on("close", (status, signal) => {
      resolve(status ?? (signal === null ? 1 : 130));
    });
  });
}
