/** The image that agents of an engine have, by its id: where Jenkins reads it, and where the next `up` does. */
import { execute, type Engine } from "../../endpoint/execute";
import { secretsFolder } from "../../paths";
import type { EngineForAgents } from "../agents/engine-for-agents";
import { writeForJenkins } from "./beside-controller";

/** The id of an image. Nothing else gets into a file that Jenkins reads: builds may own the engine that gave it. [OCI image spec: digests] */
export function isImageId(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

type Places = Pick<EngineForAgents, "uri" | "image" | "imageFile" | "imageRecord">;

/** What is in a controller whose Jenkins has to read the files with ids. It is gone with the container: the next one reads them at its start. */
const unread = "/tmp/agents-images-unread";

/** The id that an earlier `up` has recorded for the very image on the very engine; undefined where there is none. */
export async function recordedImage(
  engine: Engine,
  controller: string,
  { uri, image, imageRecord }: Places,
): Promise<string | undefined> {
  const { output, status } = await execute(engine, controller, ["cat", imageRecord], "jenkins");
  const [of, name, id = ""] = output.trim().split(" ");
  return status === 0 && of === uri && name === image?.name && isImageId(id) ? id : undefined;
}

/**
 * Writes the id for Jenkins and for the next `up`.
 * @returns whether Jenkins has to read it
 */
export async function recordImage(
  engine: Engine,
  controller: string,
  { uri, image, imageFile, imageRecord }: Places,
  id: string,
): Promise<boolean> {
  const run = (script: string, words: string[]) =>
    execute(engine, controller, ["sh", "-euc", script, "sh", ...words], "jenkins");
  await run('mkdir -p "${1%/*}"; printf "%s\\n" "$2 $3 $4" >"$1"', [imageRecord, uri, image?.name ?? "", id]);
  const { output } = await execute(engine, controller, ["cat", imageFile], "jenkins");
  if (output !== id) {
    // The note comes first: if the `up` ends in between, the next `up` reloads.
    await run('touch "$1"', [unread]);
    await writeForJenkins(engine, controller, secretsFolder, imageFile, id);
  }
  return (await execute(engine, controller, ["test", "-e", unread], "jenkins")).status === 0;
}

/** Notes that Jenkins has read them. */
export async function imagesAreRead(engine: Engine, controller: string): Promise<void> {
  await execute(engine, controller, ["rm", "-f", unread], "jenkins");
}
