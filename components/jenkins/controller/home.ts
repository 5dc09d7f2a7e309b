/** Jenkins' home: the one thing that must never be lost. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { nameOnEngine, ownerLabels, type Owner } from "../engine-names";
import type { JenkinsSettings } from "../settings";

/**
 * The home volume's name: an adopted volume's, or that of the stack's own. Beside an adopted one, `retainHome` keeps the
 * stack's own as it is: taken out of the program, it would be deleted with all that Jenkins has.
 */
export function homeVolume(
  name: string,
  owner: Owner,
  settings: Pick<JenkinsSettings, "homeVolume" | "retainHome">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  const { homeVolume: adopted, retainHome } = settings;
  if (adopted !== undefined && !retainHome) return adopted;
  const volume = new docker.Volume(
    `${name}-home`,
    { name: nameOnEngine(owner, "home"), labels: ownerLabels(owner) },
    {
      ...opts,
      retainOnDelete: retainHome,
      // A change of any of these would replace the volume, and with it the home: a renamed stack keeps the old name.
      ignoreChanges: ["name", "labels", "driver", "driverOpts"],
    },
  );
  return adopted ?? volume.name;
}
