/** What a change of an EC2 host means for running builds and for data. */
import { awsDockerHostType as of } from "../../changes/component-types";
import type { Rule } from "../../changes/change-rules";

/**
 * What a program says of a loss. Its state does not tell whether the disk is protected. `diff` knows that, and leaves this line out where it
 * says the loss itself.
 */
export function unlessProtected(loss: string): string {
  return `${loss}, unless it was protected (data.retain)`;
}

const instance = /^aws:ec2\/instance:Instance$/;

/** Rules for the VM and its disk. */
export const hostRules: Rule[] = [
  {
    of,
    type: /^aws:ebs\/volume:Volume$/,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ name }) => `disk ${name} is deleted, with all that is on it`,
  },
  {
    of,
    type: instance,
    op: ["replace"],
    weight: "interrupts",
    text: ({ name, reasons }) =>
      `VM ${name} is replaced${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}: its engine is away for some minutes, running builds end. Its data disk and its address stay`,
  },
  {
    of,
    type: instance,
    op: ["update"],
    path: /^instanceType$/,
    weight: "interrupts",
    text: ({ name, after }) =>
      `VM ${name} is stopped and started again as ${String(after.instanceType)}: its engine is away meanwhile, running builds end`,
  },
  {
    of,
    type: instance,
    op: ["delete"],
    weight: "interrupts",
    text: ({ name }) => `VM ${name} is deleted: its engine goes, and running builds end`,
  },
];
