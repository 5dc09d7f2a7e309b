/** Runs a command in a running container. */
import type Dockerode from "dockerode";
import { PassThrough } from "node:stream";

export type Engine = Dockerode;

/** What a command printed, both streams together, and how it ended. */
export interface Execution {
  output: string;
  status: number;
}

/** The status of `timeout` when the time is over. [GNU coreutils: timeout, 124; BusyBox: 143, of SIGTERM] */
const timedOut = new Set([124, 143]);

/** Whether a command that `timeout` limits was ended by it. */
export function isTimedOut(status: number): boolean {
  return timedOut.has(status);
}

/**
 * Runs `command` in a container, as `user` or else as the container's own, and waits for its end.
 * @param show gets what it prints, while it runs
 */
export async function execute(
  engine: Engine,
  container: string,
  command: string[],
  user?: string,
  show?: (text: string) => void,
): Promise<Execution> {
  const options = { Cmd: command, User: user, AttachStdout: true, AttachStderr: true };
  const exec = await engine.getContainer(container).exec(options);
  const output = await printedOn(engine, await exec.start({ hijack: true, stdin: false }), show);
  const { ExitCode } = await exec.inspect();
  return { output, status: ExitCode ?? -1 };
}

/**
 * What comes on a stream of an engine, which has both streams of a container, until it ends.
 * @param show gets it piece by piece
 */
export async function printedOn(
  engine: Engine,
  stream: NodeJS.ReadableStream,
  show?: (text: string) => void,
): Promise<string> {
  const output = new PassThrough({ encoding: "utf8" }); // a character may arrive in two pieces
  const pieces: string[] = [];
  output.on("data", (piece: string) => {
    pieces.push(piece);
    show?.(piece);
  });
  engine.modem.demuxStream(stream, output, output);
  await new Promise((resolve, reject) => {
    stream.on("end", resolve);
    stream.on("close", resolve);
    stream.on("error", reject);
  });
  return pieces.join("");
}

/**
 * Whether a command can be run in a container. The engine says "running" also of one that it is about to restart.
 * [moby: daemon/container/state.go, State.String]
 */
export function isRunning({ Running: runs, Restarting: again }: { Running: boolean; Restarting: boolean }): boolean {
  return runs && !again;
}

/** The last line that a container printed. */
export async function lastLine(engine: Engine, container: string): Promise<string> {
  const log = await engine.getContainer(container).logs({ stdout: true, stderr: true, tail: 1 });
  return printable(withoutFrames(log)).trim();
}

/** What a command prints on standard output in a container of its own, made from `image` and removed. */
export async function printedBy(engine: Engine, image: string, command: string[]): Promise<string> {
  const container = await engine.createContainer({
    Image: image,
    Entrypoint: [],
    Cmd: command,
    HostConfig: { NetworkMode: "none" },
  });
  try {
    await container.start();
    const { StatusCode: status } = (await container.wait()) as { StatusCode: number };
    const output = withoutFrames(await container.logs({ stdout: true, stderr: status !== 0 }));
    if (status !== 0)
      throw new Error(`${command.join(" ")} in ${image} ended with status ${String(status)}: ${output}`);
    return output;
  } finally {
    await container.remove({ force: true, v: true });
  }
}

/** The text of a log, without the eight bytes before each piece. [docs.docker.com: Engine API, attach, "Stream format"] */
export function withoutFrames(raw: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= raw.length;) {
    const length = raw.readUInt32BE(at + 4);
    pieces.push(raw.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(pieces).toString("utf8");
}

/**
 * A text for a terminal or a log, where a build may have written what a container prints: without control characters, but for line ends, and
 * without what a CI system takes for its own commands. [docs.github.com: Workflow commands; actions/runner: ActionCommand.cs; learn.microsoft.com:
 * Logging commands]
 */
export function printable(text: string): string {
  return text
    .replace(/[^\P{Cc}\n]/gu, "")
    .replace(/^(\s*)::/gm, "$1| ::")
    .replace(/##(?=(vso)?\[)/g, "# #");
}
