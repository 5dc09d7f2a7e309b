import { expect } from "chai";
import { awsAgentFleetType as parent } from "../../../../../components/changes/component-types";
import { groupName } from "../../../../../components/host/aws-fleet/group-name";
import { meaningText, step } from "../../../support/changes";

describe("the meaning of a fleet's change", () => {
  const group = { type: "aws:autoscaling/group:Group", parent, name: groupName("fleet-large") };
  it("is that builds end with a group", () => {
    expect(meaningText(step({ ...group, op: "delete" }))).to.match(
      /^interrupts fleet fleet-large is deleted: its machines are terminated/,
    );
    expect(meaningText(step({ ...group, op: "replace" }))).to.match(/^interrupts fleet fleet-large gets another group/);
  });

  it("is that builds go on with another template", () => {
    const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", parent, name: "fleet-large" };
    expect(meaningText(step({ ...template, op: "update" }))).to.match(/^applies fleet fleet-large makes new machines/);
  });
});
