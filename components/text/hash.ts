/** Short hashes, for names and tags. Pure. */
import { createHash } from "node:crypto";

/** The first twelve hexadecimal digits of a text's SHA-256. */
export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
