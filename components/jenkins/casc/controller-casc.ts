/** The casc of a controller, from all that it depends on. */
import * as pulumi from "@pulumi/pulumi";
import type { BuildAccess } from "../../access/contract";
import type { Cloud } from "../agents/cloud";
import { applyReporting, UserError } from "../../text/user-error";
import { isMapping } from "../../text/validation";
import { renderFleets } from "../fleets/fleet-cloud";
import { fleetNameProblems } from "../fleets/fleets";
import { type Casc, valueAt } from "./casc-merge";
import { addressesWithLogin } from "../registries/logins";
import type { JenkinsSettings } from "../settings";
import { cascOf } from "./own-casc";
import { renderCasc } from "./render";

/** The text of the casc. A secret where the user's own part is one. @param where the component, for error texts */
export function controllerCasc(
  where: string,
  settings: JenkinsSettings,
  { agentEngines }: Pick<BuildAccess, "agentEngines">,
  url: pulumi.Output<string>,
  clouds: pulumi.Output<Cloud[]>,
): pulumi.Output<string> {
  const credentials = {
    certificates: agentEngines.flatMap(({ certificates }) => certificates ?? []),
    registries: addressesWithLogin(settings.registries),
  };
  const parts = pulumi.all([url, settings.casc, clouds, pulumi.all(settings.fleets.map(({ plain }) => plain))]);
  return applyReporting(parts, ([at, given, known, fleets]) => {
    const own = cascOf(given);
    const names = fleets.map(({ name }) => name);
    const problems = fleetNameProblems(names, cloudNames(own));
    if (problems.length > 0) throw new UserError(where, problems);
    return renderCasc({
      url: at,
      executors: settings.executors,
      clouds: [...known, ...renderFleets(fleets, !settings.mode.containerAgents)],
      credentials: { ...credentials, fleets },
      own,
    });
  });
}

/** Names of the clouds in the user's casc, whatever their plugins. */
function cloudNames(own: Casc): string[] {
  const clouds = valueAt(own, "jenkins.clouds");
  if (!Array.isArray(clouds)) return [];
  const blocks = clouds.flatMap((cloud) => (isMapping(cloud) ? Object.values(cloud) : []));
  return blocks.flatMap((block) => (isMapping(block) && typeof block.name === "string" ? [block.name] : []));
}
