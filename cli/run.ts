/** Runs other programs. */
import { spawn, type SpawnOptions } from "node:child_process";
import * as fs from "node:fs";
import { CommandError } from "./say";

/** How to get a program that is not there. */
const installation: Record<string, string> = {
  pulumi:
    "Install it (https://www.pulumi.com/docs/install), or add npm's package pulumi to this project: npm install --save-dev pulumi",
};

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

/** Runs a program for the lines that it prints, as they come; gives its exit status. Its errors go to the terminal. */
export async function lines(
  program: string,
  words: string[],
  take: (line: string) => void,
  options: SpawnOptions = {},
): Promise<number> {
  let rest = "";
  const cut = (text: string) => {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop() ?? "";
    pieces.forEach(take);
  };
  const status = await started(program, words, { stdio: ["ignore", "pipe", "inherit"], ...options }, cut);
  if (rest !== "") take(rest);
  return status;
}

function started(
  program: string,
  words: string[],
  options: SpawnOptions,
  take: (text: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, options);
    child.stdout?.setEncoding("utf8"); // a character may arrive in two pieces
    child.stdout?.on("data", take);
    child.on("error", (error: NodeJS.ErrnoException) => {
      // It is the same code where the folder is not there.
      const isMissing = error.code === "ENOENT" && fs.existsSync(String(options.cwd ?? "."));
      const missing = isMissing ? installation[program] : undefined;
      reject(
        new CommandError(
          missing ? `${program} is not on the PATH. ${missing}` : `${program} cannot be run: ${error.message}`,
        ),
      );
    });
    child.on("close", (status, signal) => {
      resolve(status ?? (signal === null ? 1 : 130));
    });
  });
}
