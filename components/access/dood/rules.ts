/** Mistakes in the options of `access: dood`, and what it needs of the host's engine. Pure. */
import type { Problem } from "../../text/problems";
import type { AccessNeeds } from "../contract";
import { type Dood, otherSocket } from "./args";

/** Nobody but the user knows the group of another engine's socket. */
export function doodProblems({ socketPath, socketGid }: Dood = {}): Problem[] {
  if (socketPath !== undefined && socketGid === undefined) {
    const message = `is needed with dood.socketPath: the group of that socket, which jenkins has to be in. On that machine: stat -c %g ${socketPath}`;
    return [{ code: "JD105", path: "dood.socketGid", message }];
  }
  return [];
}

/** The group of the controller's own engine, and root there. Another engine's rights are what that one has. */
export function doodNeeds(block: Dood | undefined): AccessNeeds {
  const own = otherSocket(block) === undefined;
  return { images: {}, socketGroup: own && block?.socketGid === undefined, root: own };
}
