/** What a release is compared with: the texts that releases recorded, one a version, and the changesets since. */
import * as fs from "node:fs";
import * as path from "node:path";

/** Whether a release would replace VMs without a word. */
export function replacesUnsaid(released: string | undefined, now: string, changesets: string[]): boolean {
  return released !== undefined && released !== now && !changesets.some((text) => text.includes("replaces VMs"));
}

/**
 * Whether what comes would replace VMs without a word: it is compared with the last release, and there is none before the first.
 * @param recorded a folder with a file a release, `1.0.0.yaml`, beside `next.yaml`
 * @param notes a folder with changesets
 */
export function replacesUnsaidSinceRelease(recorded: string, now: string, notes: string): boolean {
  const releases = fs
    .readdirSync(recorded)
    .filter((name) => name !== "next.yaml")
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  const last = releases.at(-1);
  const released = last === undefined ? undefined : fs.readFileSync(path.join(recorded, last), "utf8");
  const changesets = fs
    .readdirSync(notes)
    .filter((name) => name.endsWith(".md"))
    .map((name) => fs.readFileSync(path.join(notes, name), "utf8"));
  return replacesUnsaid(released, now, changesets);
}
