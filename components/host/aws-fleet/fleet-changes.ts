/** What a change of a fleet means for running builds. */
import { awsAgentFleetType as of } from "../../changes/component-types";
import type { Rule } from "../../changes/change-rules";

const group = /^aws:autoscaling\/group:Group$/;

/**
 * What the group of a fleet is called. The plugin takes what begins with `fleet-` or `sfr-` for an EC2 Fleet, and asks another API for it.
 * [ec2-fleet-plugin: fleet/EC2Fleets]
 */
export function groupName(fleet: string): string {
  return `${groupPrefix}${fleet}`;
}
const groupPrefix = "agents-";

/** The fleet of a group. */
function fleetOf(name: string): string {
  return name.slice(groupPrefix.length);
}

/** Of the group and its template. */
export const fleetRules: Rule[] = [
  {
    of,
    type: group,
    op: ["replace"],
    weight: "interrupts",
    text: ({ name }) =>
      `fleet ${fleetOf(name)} gets another group: its machines are terminated, running builds on them end`,
  },
  {
    of,
    type: group,
    op: ["delete"],
    weight: "interrupts",
    text: ({ name }) =>
      `fleet ${fleetOf(name)} is deleted: its machines are terminated, and running builds on them end`,
  },
  {
    of,
    type: /^aws:ec2\/launchTemplate:LaunchTemplate$/,
    op: ["update"],
    weight: "applies",
    text: ({ name }) =>
      `fleet ${name} makes new machines from another template: those that are there run their builds to the end`,
  },
];
