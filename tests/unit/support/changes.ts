/** Changes as a preview tells them. */
import { fleetRules } from "../../../components/host/aws-fleet/fleet-changes";
import { hostRules } from "../../../components/host/aws/aws-changes";
import { jenkinsRules } from "../../../components/jenkins/jenkins-changes";
import { type Change, meaningOf } from "../../../components/changes/change-rules";

/** A container of Jenkins that is replaced, unless a test says otherwise. */
export const step = (more: Partial<Change>): Change => ({
  op: "replace",
  type: "docker:index/container:Container",
  name: "jenkins",
  component: "jenkins",
  parent: "pulumi-jenkins-docker:index:Jenkins",
  kept: false,
  before: {},
  after: {},
  paths: [],
  reasons: [],
  ...more,
});

/** What a change means, with all rules: its weight and its text, a line each. */
export const meaningText = (change: Change): string =>
  meaningOf([...jenkinsRules, ...hostRules, ...fleetRules], [change])
    .map(({ weight, text }) => `${weight} ${text}`)
    .join("\n");

/** The component of a VM. */
export const host = "pulumi-jenkins-docker:index:AwsDockerHost";

/** A volume of Jenkins that is deleted, unless a test says otherwise. */
export const volume = (name: string, op: Change["op"] = "delete") =>
  step({ op, type: "docker:index/volume:Volume", name, before: { name: `${name}-dev` } });
