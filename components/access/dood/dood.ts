/** DooD: the builds use an engine of the controller's machine, through its socket. */
import type { AccessMode } from "../contract";
import { type Dood, doodSchema, otherSocket } from "./args";
import { otherEngineSocket, ownSocket } from "./make";
import { doodNeeds, doodProblems } from "./rules";

/** The mode. */
export const dood: AccessMode<Dood> = {
  name: "dood",
  schema: doodSchema,
  grants: ({ socketPath } = {}) =>
    socketPath === undefined ? "**root on Jenkins' machine**" : `the rights of the engine at \`${socketPath}\``,
  sharesEngine: (block) => otherSocket(block) === undefined,
  buildsElsewhere: () => false,
  containerAgents: true,
  volumes: [],
  changes: [],
  problems: doodProblems,
  needs: doodNeeds,
  shown: (block) => (block?.socketPath === undefined && block?.socketGid === undefined ? undefined : block),
  make: (block, { deployment }) => {
    const other = otherSocket(block);
    return other ? otherEngineSocket(other) : ownSocket(deployment, block?.socketGid);
  },
};
