/** All access modes there are. A new one is a file of its own and a line here. */
import type { Access, AccessMode } from "./access";
import { dind } from "./dind";
import { dood } from "./dood";
import { remote } from "./remote";

export const accessModes: Record<Access, AccessMode> = { dood, dind, remote };
