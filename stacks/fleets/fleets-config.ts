/** The key `fleets` of a stack's config: machines for builds that come and go. Pure. */
import { z } from "zod";
import { accessModes, blockOf } from "../../components/access/modes";
import { fleetProblems, fleetShape } from "../../components/host/aws-fleet/fleet-settings";
import type { Problem } from "../../components/text/problems";
import { textWith } from "../../components/text/validation";
import type { StackConfig } from "../config";
import { Host } from "../hosts";
import { stackModes } from "../modes";
import type { MachineSettings } from "../shared";

/** One policy for each can be attached to the controller's user. A role has room for about as many. [IAM: "IAM and AWS STS quotas"] */
const mostFleets = 10;

/** Rules of the key. */
export const fleetsSchema = z.array(
  z.strictObject({
    name: textWith("JD104", nameProblem).meta({
      description: "The fleet's name, and its label unless `labels` says otherwise",
    }),
    ...fleetShape,
  }),
);

/** A fleet of a stack's config. */
export type FleetConfig = z.infer<typeof fleetsSchema>[number];

/** The name of its component. The cloud in Jenkins has the same one. */
export function fleetName({ name }: Pick<FleetConfig, "name">): string {
  return `fleet-${name}`;
}

/** What is wrong between the settings of fleets. */
export function fleetsProblems({ host, fleets = [] }: StackConfig): Problem[] {
  const ofEach = fleets.flatMap((fleet, index) => {
    const path = `fleets[${String(index)}]`;
    const problems = fleetProblems(fleet, (key) => `${path}.${key}`, host === Host.aws);
    const first = fleets.findIndex(({ name }) => name === fleet.name);
    if (first === index) return problems;
    const message = `"${fleet.name}" is the name of fleets[${String(first)}], too. Rename one of them`;
    return [...problems, { code: "JD304" as const, path: `${path}.name`, message }];
  });
  return [...numberProblems(fleets.length), ...ofEach];
}

function numberProblems(count: number): Problem[] {
  if (count <= mostFleets) return [];
  const message = `has ${String(count)} fleets. The rights of one controller on AWS have room for ${String(mostFleets)}. Use another stack for the others`;
  return [{ code: "JD104", path: "fleets", message }];
}

/**
 * How the controller may resize fleets: by the `role` of its VM, where no build runs on that VM and so gets the role, too; else by the `key` of
 * an IAM user.
 */
export function resizesBy(config: StackConfig): "role" | "key" {
  const { host, access, jenkins } = config;
  const elsewhere =
    stackModes[access]?.buildsElsewhere(config) ?? accessModes[access].buildsElsewhere(blockOf(config, access));
  return host === Host.aws && elsewhere && (jenkins?.executors ?? 0) === 0 ? "role" : "key";
}

/** The fleets with the settings that stand at the top of the config. */
export function withSharedFleets(
  fleets: FleetConfig[] | undefined,
  machine: MachineSettings,
): FleetConfig[] | undefined {
  return fleets?.map((fleet) => ({ ...machine, ...fleet }));
}

/** A part of the names of resources and of a file. */
function nameProblem(text: string): string | undefined {
  return /^[a-z][a-z0-9-]{0,30}$/.test(text)
    ? undefined
    : `"${text}" is not a fleet's name: a letter, then letters, digits and "-", all small, 31 at most, e.g. large`;
}
