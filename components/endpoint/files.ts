/** Files in a container, which need not run. */
import { buffer } from "node:stream/consumers";
import type { Engine } from "./execute";
import { ifThere } from "./not-found";

export async function hasFile(engine: Engine, container: string, path: string): Promise<boolean> {
  const asked = engine.getContainer(container).infoArchive({ path }) as Promise<NodeJS.ReadableStream>;
  const answer = await ifThere(asked);
  answer?.resume(); // what nobody reads keeps its connection, and so the program, until the client's limit
  return answer !== undefined;
}

/** The text of a file; undefined where there is none. */
export async function readFile(engine: Engine, container: string, path: string): Promise<string | undefined> {
  const archive = await ifThere(engine.getContainer(container).getArchive({ path }));
  return archive === undefined ? undefined : firstFile(await buffer(archive));
}

/** The text of the first file in an archive. [POSIX: pax, ustar: the size is octal, at 124; contents follow the header of 512 bytes] */
function firstFile(tar: Buffer): string {
  const size = Number.parseInt(tar.subarray(124, 136).toString(), 8);
  return tar.subarray(512, 512 + size).toString();
}
