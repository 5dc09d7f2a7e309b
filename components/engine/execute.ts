/** Runs a command in a running container. */
import type Dockerode from "dockerode";
import { PassThrough } from "node:stream";

export type Engine = Dockerode;

/** What a command printed, both streams together, and how it ended. */
export interface Execution {
  output: string;
  status: number;
}

/** Runs `command` in a container, as `user` or else as the container's own, and waits for its end. */
export async function execute(engine: Engine, container: string, command: string[], user?: string): Promise<Execution> {
  const options = { Cmd: command, User: user, AttachStdout: true, AttachStderr: true };
  const exec = await engine.getContainer(container).exec(options);
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
