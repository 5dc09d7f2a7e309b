/** Work in a volume that the controller may only read. */
import { type Engine, withoutFrames } from "../../endpoint/execute";

/**
 * Writes a file that Jenkins reads, in a volume that the controller may only read.
 * @param folder where the controller has the volume
 * @throws Error with what went wrong
 */
export async function writeForJenkins(
  engine: Engine,
  controller: string,
  folder: string,
  file: string,
  content: string,
): Promise<void> {
  // The script writes the file under another name first, so that Jenkins never reads half of it.
  const script = 'cat >"$1.new"; chmod 0444 "$1.new"; mv "$1.new" "$1"';
  await besideController(engine, controller, folder, { script, words: [file], input: content });
}

/**
 * Runs a shell script, as root, in a container of the controller's image that may write the volume.
 * @param folder where the controller has the volume
 * @param input of the script, if it reads one
 * @throws Error with what the script said
 */
export async function besideController(
  engine: Engine,
  controller: string,
  folder: string,
  { script, words = [], input = "" }: { script: string; words?: string[]; input?: string },
): Promise<void> {
  const { Image: image, Mounts: mounts } = await engine.getContainer(controller).inspect();
  const volume = mounts.find(({ Destination }) => Destination === folder)?.Name ?? "";
  const container = await engine.createContainer({
    Image: image,
    User: "0",
    Entrypoint: ["sh", "-euc", script, "sh"],
    Cmd: words,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: volume, Target: folder }] },
  });
  try {
    const stream = await container.attach({ stream: true, hijack: true, stdin: true });
    // A script that ends early closes the stream. Its status says why.
    stream.on("error", () => undefined);
    await container.start();
    stream.end(input);
    const { StatusCode: status } = (await container.wait()) as { StatusCode: number };
    if (status === 0) return;
    const output = withoutFrames(await container.logs({ stdout: true, stderr: true, tail: 5 }));
    throw new Error(`cannot write the volume ${volume}: ${output.trim()}`);
  } finally {
    await container.remove({ force: true, v: true });
  }
}
