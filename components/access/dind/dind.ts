/** DinD: the builds have an engine of their own, in a sidecar, or embedded in the controller's container. */
import type { AccessMode } from "../contract";
import { engineChanges } from "../engine-changes";
import { type Dind, DindPlacement, dindSchema, dindSettings } from "./args";
import { dindGrants } from "./grants";
import { embeddedEngine, sidecarEngine } from "./make";
import { dindNeeds, dindProblems } from "./rules";

/** The mode. */
export const dind: AccessMode<Dind> = {
  name: "dind",
  schema: dindSchema,
  grants: (block) => dindGrants(dindSettings(block)),
  sharesEngine: () => false,
  buildsElsewhere: () => false,
  containerAgents: true,
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
