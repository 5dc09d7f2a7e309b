/** DooD: the builds use an engine of the controller's machine, through its socket. */
import type { AccessMode } from "../contract";
import { type Dood, doodSchema, otherSocket } from "./args";
import { otherEngineSocket, ownSocket } from "./make";
import { doodNeeds, doodProblems } from "./rules";

/** The mode. */
export const dood: AccessMode<Dood> = {
  name: "dood",
  schema: doodSchema,
  grants: "**root on Jenkins' machine**, unless another engine's socket is named that grants less",
  sharesEngine: (block) => otherSocket(block) === undefined,
  volumes: [],
  changes: [],
  problems: doodProblems,
  needs: doodNeeds,
  shown: (block) => block,
  make: (block, { deployment }) => {
    const other = otherSocket(block);
    return other ? otherEngineSocket(other) : ownSocket(deployment, block?.socketGid);
  },
};
