/** The casc of a controller, from all that it depends on. */
import * as pulumi from "@pulumi/pulumi";
import type { BuildAccess } from "../../access/contract";
import type { Cloud } from "../agents/cloud";
import { renderFleets } from "../fleets/fleet-cloud";
import { addressesWithLogin } from "../registries/logins";
import type { JenkinsSettings } from "../settings";
import { cascOf } from "./own-casc";
import { renderCasc } from "./render";

/** Its text. A secret where the user's own part is one. */
export function controllerCasc(
  settings: JenkinsSettings,
  { agentEngines }: Pick<BuildAccess, "agentEngines">,
  url: pulumi.Output<string>,
  clouds: pulumi.Output<Cloud[]>,
): pulumi.Output<string> {
  const credentials = {
    certificates: agentEngines.flatMap(({ certificates }) => certificates ?? []),
    registries: addressesWithLogin(settings.registries),
  };
  return pulumi
    .all([url, settings.casc, clouds, pulumi.all(settings.fleets.map(({ plain }) => plain))])
    .apply(([at, own, known, fleets]) =>
      renderCasc({
        url: at,
        executors: settings.executors,
        clouds: [...known, ...renderFleets(fleets, !settings.mode.containerAgents)],
        credentials: { ...credentials, fleets },
        own: cascOf(own),
      }),
    );
}
