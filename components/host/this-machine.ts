/** This very machine, as find-local-engine.ts asks about it. */
import * as fs from "node:fs";
import * as os from "node:os";
import type { Machine } from "./find-local-engine";

/** The machine that runs the program, with its environment as it is now. */
export function thisMachine(): Machine {
  return {
    environment: process.env,
    platform: process.platform,
    home: os.homedir(),
    read: (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined),
    socketGid: (file) => {
      const found = fs.statSync(file, { throwIfNoEntry: false });
      return found?.isSocket() ? found.gid : undefined;
    },
    // The number is rounded. The kernel keeps some memory for itself, and how much differs a little from start to start.
    memoryMiB: Math.floor(os.totalmem() / 1024 ** 2 / 256) * 256,
  };
}
