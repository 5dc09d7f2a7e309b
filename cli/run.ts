/** Runs other programs. */
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import * as fs from "node:fs";
import type { Readable } from "node:stream";
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
  const status = await started(program, words, { stdio: ["ignore", "pipe", "inherit"], ...options }, ({ stdout }) => {
    onText(stdout, (text) => (output += text));
  });
  if (status !== 0) throw new CommandError(`${program} ${words.join(" ")} ended with status ${String(status)}`, output);
  return { output };
}

/**
 * Runs a program for the lines that it prints, on both streams, as they come; gives its exit status. A signal that would end this process interrupts
 * the program instead, and this process waits for it. Without that, the program would be cut off at its next line: nobody reads the pipe any more.
 */
export async function lines(
  program: string,
  words: string[],
  take: (line: string) => void,
  options: SpawnOptions = {},
): Promise<number> {
  let interrupt: () => void = () => undefined;
  const signals = ["SIGTERM", "SIGHUP"] as const;
  try {
    return await started(program, words, { stdio: ["ignore", "pipe", "pipe"], ...options }, (child) => {
      onLines(child.stdout, take);
      onLines(child.stderr, take);
      interrupt = () => child.kill("SIGINT");
      for (const signal of signals) process.on(signal, interrupt);
    });
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupt);
  }
}

function onText(stream: Readable | null, take: (text: string) => void): void {
  stream?.setEncoding("utf8"); // a character may arrive in two pieces
  stream?.on("data", take);
}

function onLines(stream: Readable | null, take: (line: string) => void): void {
  let rest = "";
  onText(stream, (text) => {
    const pieces = (rest + text).split("\n");
    rest = pieces.pop() ?? "";
    pieces.forEach(take);
  });
  stream?.on("end", () => {
    if (rest !== "") take(rest);
  });
}

/** @param watch gets the program once it runs */
function started(
  program: string,
  words: string[],
  options: SpawnOptions,
  watch: (child: ChildProcess) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, options);
    watch(child);
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
