/** Runs a command in a running container. */
import type Dockerode from "dockerode";
import { PassThrough } from "node:stream";

export type Engine = Dockerode;

/** What a command printed, both streams together, and how it ended. */
export interface Execution {
  output: string;
  status: number;
}

/** Runs `command` in a container as the container's own user, and waits for its end. */
export async function execute(engine: Engine, container: string, command: string[]): Promise<Execution> {
  const exec = await engine.getContainer(container).exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({ hijack: true, stdin: false });
  const output = new PassThrough();
  const chunks: Buffer[] = [];
  output.on("data", (chunk: Buffer) => chunks.push(chunk));
  engine.modem.demuxStream(stream, output, output);
  await new Promise((resolve, reject) => {
    stream.on("end", resolve);
    stream.on("error", reject);
  });
  const { ExitCode } = await exec.inspect();
  return { output: Buffer.concat(chunks).toString("utf8"), status: ExitCode ?? -1 };
}
