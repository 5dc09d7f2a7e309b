/** All access modes there are. A new one is a file of its own and a line here. */
import type { Access, AccessMode } from "./contract";
import { dind } from "./dind/make";
import { dood } from "./dood/make";
import { remote } from "./remote/make";

export const accessModes: Record<Access, AccessMode> = { dood, dind, remote };
