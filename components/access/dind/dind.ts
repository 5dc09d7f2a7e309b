/** DinD: the builds have an engine of their own, in a sidecar, or embedded in the controller's container. */
import type { AccessMode } from "../contract";
import { engineChanges } from "../engine-changes";
import { type Dind, DindIsolation, DindPlacement, dindSchema, dindSettings } from "./args";
import { embeddedEngine, sidecarEngine } from "./make";
import { dindNeeds, dindProblems } from "./rules";

/** What every build is granted, by the isolation. */
const dindGrants: Record<DindIsolation, string> = {
  [DindIsolation.privileged]: "an engine in a container that is privileged: no barrier to a build that wants out",
  [DindIsolation.rootless]: "an engine of an ordinary user, in a container: none of the machine's rights",
  [DindIsolation.sysbox]: "an engine in a container that is not privileged",
};

/** The mode. */
export const dind: AccessMode<Dind> = {
  name: "dind",
  schema: dindSchema,
  grants: (block) => dindGrants[dindSettings(block).isolation],
  sharesEngine: () => false,
  volumes: ["dind", "dind-embedded", "dind-rootless"],
  changes: engineChanges({ volumes: /-dind(-embedded|-rootless)?$/, containers: /-dind$/ }),
  problems: dindProblems,
  needs: dindNeeds,
  shown: dindSettings,
  make: (block, context) => {
    const settings = dindSettings(block);
    return settings.placement === DindPlacement.embedded
      ? embeddedEngine(settings, context)
      : sidecarEngine(settings, context);
  },
};
