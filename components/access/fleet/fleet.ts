/** `access: fleet`: builds run on machines of their own, each with its engine. Nothing of them is on Jenkins' machine. */
import type { AccessMode } from "../contract";
import { fleetProblems } from "./rules";

/** What a build is granted. @param root how root is written: with stars in Markdown */
const grants = (root: string) => `${root} on the fleet's machine that runs the build, and nothing on Jenkins' machine`;

/** The mode. It has no options of its own: `fleets` is a setting beside it, which other modes can have, too. */
export const fleet: AccessMode = {
  name: "fleet",
  grants: () => grants("**root**"),
  sharesEngine: () => false,
  buildsElsewhere: () => true,
  containerAgents: false,
  volumes: [],
  changes: [],
  problems: (_, others) => fleetProblems(others),
  needs: () => ({ images: {}, socketGroup: false, root: false }),
  shown: () => undefined,
  make: () => ({
    controller: { environment: {}, mounts: [], groups: [], files: [], privileged: false },
    agentEngines: [],
    volumes: [],
    awaits: [],
    grants: `${grants("root")}, to whoever can start a build`,
  }),
};
