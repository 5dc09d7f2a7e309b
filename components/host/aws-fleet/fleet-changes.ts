/** What a change of a fleet means for running builds. */
import { awsAgentFleetType as of } from "../../changes/component-types";
import type { Rule } from "../../changes/change-rules";
import { fleetOf } from "./group-name";

const group = /^aws:autoscaling\/group:Group$/;

/** Rules for the group of a fleet and its template. */
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
