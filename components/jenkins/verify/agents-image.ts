/** The image that agents of an engine have, by its id: where Jenkins reads it, and where the next `up` does. */
import { execute, type Engine } from "../../endpoint/execute";
import { secretsFolder } from "../../paths";
import type { EngineForAgents } from "../agents/engine-for-agents";
import { besideController } from "./beside-controller";

/** The id of an image. Nothing else gets into a file that Jenkins reads: builds may own the engine that gave it. [OCI image spec: digests] */
export function isImageId(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

type Places = Pick<EngineForAgents, "image" | "imageFile" | "imageRecord">;

/** The id that an earlier `up` has recorded for the very image; undefined where there is none. */
export async function recordedImage(
  engine: Engine,
  controller: string,
  { image, imageRecord }: Places,
): Promise<string | undefined> {
  const { output, status } = await execute(engine, controller, ["cat", imageRecord], "jenkins");
  const [name, id = ""] = output.trim().split(" ");
  return status === 0 && name === image?.name && isImageId(id) ? id : undefined;
}

/**
 * Writes the id for Jenkins and for the next `up`.
 * @returns whether it is another one than Jenkins has read
 */
export async function recordImage(
  engine: Engine,
  controller: string,
  { image, imageFile, imageRecord }: Places,
  id: string,
): Promise<boolean> {
  const record = 'mkdir -p "${1%/*}"; printf "%s\\n" "$2 $3" >"$1"';
  await execute(engine, controller, ["sh", "-euc", record, "sh", imageRecord, image?.name ?? "", id], "jenkins");
  const { output } = await execute(engine, controller, ["cat", imageFile], "jenkins");
  if (output === id) return false;
  // Under another name first: Jenkins never reads half of it.
  const script = 'cat >"$1.new"; chmod 0444 "$1.new"; mv "$1.new" "$1"';
  await besideController(engine, controller, secretsFolder, { script, words: [imageFile], input: id });
  return true;
}
