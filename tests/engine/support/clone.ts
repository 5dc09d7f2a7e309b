/** A copy of the repository, as somebody has it who has just cloned it and installed its packages. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "./stack";

/** Copies the files that git knows or would add, but for the testbed, into a folder. The installed packages are a link. */
export function cloneInto(folder: string): void {
  const words = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", words, { cwd: repository }).toString().trim().split("\n");
  for (const file of files) {
    if (!fs.existsSync(path.join(repository, file)) || file.startsWith("testbed/")) continue;
    fs.cpSync(path.join(repository, file), path.join(folder, file));
  }
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
}
