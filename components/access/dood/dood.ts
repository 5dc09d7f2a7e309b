/** DooD: the builds use the engine that runs the controller, through its own socket. */
import type { AccessMode } from "../contract";
import { ownSocket } from "./make";

/** The mode. It has no options. */
export const dood: AccessMode = {
  name: "dood",
  grants: "**root on Jenkins' machine**",
  sharesEngine: true,
  volumes: [],
  changes: [],
  problems: () => [],
  needs: () => ({ images: {}, socketGroup: true, root: true }),
  shown: () => undefined,
  make: (_, { deployment }) => ownSocket(deployment),
};
