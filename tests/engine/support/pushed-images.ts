/** Images that a test pushes, and its stacks pull: they stay on the engine, and each image more makes the engine slower. */
import { execFileSync } from "node:child_process";
import { pushed } from "./registry";

/** What this process has pushed, by name and digest. */
const pushedHere = new Set<string>();

/** Pushes an image until {@link removePushed}. @returns its name with its digest */
export function pushedUntilRemoved(name: string): string {
  const byDigest = pushed(name);
  pushedHere.add(byDigest);
  return byDigest;
}

/** Removes what was pulled of them. For after(). */
export function removePushed(): void {
  const docker = (...words: string[]) => execFileSync("docker", words, { stdio: "pipe" }).toString();
  const there = [...pushedHere].filter((name) => docker("image", "ls", "--quiet", name) !== "");
  if (there.length > 0) docker("image", "rm", "--force", ...there);
  pushedHere.clear();
}
