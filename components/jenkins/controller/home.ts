/** Jenkins' home: the one thing that must never be lost. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../../docker/deployment";
import { ownerLabels } from "../../docker/engine-names";
import type { JenkinsSettings } from "../settings";

/**
 * The name of the home volume: an adopted volume, or one of the stack's own. Beside an adopted volume, `retainHome` keeps the
 * stack's own as it is. Without it, the stack's own volume would be deleted, with all that Jenkins has.
 */
export function homeVolume(
  { name, named, owner, onEngine }: Deployment,
  { homeVolume: adopted, retainHome }: Pick<JenkinsSettings, "homeVolume" | "retainHome">,
): pulumi.Input<string> {
  if (adopted !== undefined && !retainHome) return adopted;
  const volume = new docker.Volume(
    `${name}-home`,
    { name: named("home"), labels: ownerLabels(owner) },
    {
      ...onEngine,
      retainOnDelete: retainHome,
      // A change of any of these would replace the volume, and lose the home. So a renamed stack keeps the old name.
      ignoreChanges: ["name", "labels", "driver", "driverOpts"],
    },
  );
  return adopted ?? volume.name;
}
