/** Mistakes in the settings of `access: fleet`. Pure. */
import type { Problem } from "../../text/problems";
import type { OtherSettings } from "../contract";

/** Builds have the fleets' machines, and no other place. */
export function fleetProblems({ hasFleets, hasAgents }: OtherSettings): Problem[] {
  const needed = 'is needed with access "fleet": the machines that builds run on (docs/fleet.md)';
  const noEffect =
    'has no effect with access "fleet", whose agents are machines and no containers. Remove it, or choose another access';
  return [
    ...(hasFleets ? [] : [{ code: "JD105" as const, path: "fleets", message: needed }]),
    ...(hasAgents ? [{ code: "JD107" as const, path: "agents", message: noEffect }] : []),
  ];
}
