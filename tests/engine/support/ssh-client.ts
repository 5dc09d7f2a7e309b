/** An `ssh` for tests, as a user's ~/.ssh/config would make it. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** Puts an `ssh` first in the PATH that goes by the key `user` in a folder, and remembers hosts there. */
export function useClient(folder: string): void {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin);
  const ssh = execFileSync("sh", ["-c", "command -v ssh"]).toString().trim();
  const hosts = path.join(folder, "known_hosts");
  const words = [
    "-F",
    "/dev/null",
    "-i",
    path.join(folder, "user"),
    "-o",
    `UserKnownHostsFile=${hosts}`,
    "-o",
    "StrictHostKeyChecking=accept-new",
  ];
  fs.writeFileSync(path.join(bin, "ssh"), `#!/bin/sh\nexec ${ssh} ${words.join(" ")} "$@"\n`, { mode: 0o755 });
  process.env.PATH = `${bin}:${process.env.PATH ?? ""}`;
}
