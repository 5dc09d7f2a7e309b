/** Hosts and fleets that a stack's config does not have any more: an up deletes their VMs, and a program does not see what it no longer makes. */
import * as pulumi from "@pulumi/pulumi";
import { hostRules, unlessProtected } from "../components/host/aws/aws-changes";
import { fleetRules } from "../components/host/aws-fleet/fleet-changes";
import { changeOf, meaningOf } from "../components/changes/change-rules";
import { stateBefore } from "../components/changes/previous-state";

/**
 * Warns of each VM, disk and fleet that goes.
 * @param made the names of the hosts and fleets that are made now
 */
export async function warnOfHostsLost(made: string[]): Promise<void> {
  const before = Object.entries(await stateBefore());
  const gone = before
    .map(([urn, state]) => changeOf(urn, { op: "delete", before: state?.outputs ?? {} }))
    .filter(({ name }) => !made.some((host) => name === host || name === `${host}-data`));
  for (const { weight, text } of meaningOf([...hostRules, ...fleetRules], gone)) {
    await pulumi.log.warn(weight === "loses" ? unlessProtected(text) : text);
  }
}
