/** Makes the fleets that a stack's config names. */
import * as pulumi from "@pulumi/pulumi";
import type { AgentFleet, AwsKey } from "../../components/endpoint/agent-fleet";
import type * as aws from "../../components/host/aws-fleet/aws-agent-fleet";
import type { AwsAgentFleetArgs } from "../../components/host/aws-fleet/fleet-args";
import type { StackConfig } from "../config";
import { Host } from "../hosts";
import { fleetName, resizesBy } from "./fleets-config";

/** The controller's VM, as fleets know it. */
export interface ControllerVm {
  roleName: pulumi.Output<string>;
  securityGroupId: pulumi.Output<string>;
}

/** What Jenkins is given. */
export interface MadeFleets {
  fleets: pulumi.Output<AgentFleet>[];
  awsKey?: pulumi.Output<AwsKey>;
}

/** @param controller the controller's VM, where the stack makes it */
export function makeFleets(config: StackConfig, controller: ControllerVm | undefined): MadeFleets {
  const { fleets = [] } = config;
  if (fleets.length === 0) return { fleets: [] };
  // Loaded where it is used: AWS' package takes longer than all the rest of the program.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { AwsAgentFleet } = require("../../components/host/aws-fleet/aws-agent-fleet") as typeof aws;
  const role = resizesBy(config) === "role" ? controller?.roleName : undefined;
  const made: aws.AwsAgentFleet[] = [];
  for (const fleet of fleets) {
    const { name, ...block } = fleet;
    const [first] = made; // all fleets of a controller are resized by one role or one user
    const whoResizes = role ? { controllerRole: role } : { controllerUser: first?.controllerUser };
    const sshGroups = controller ? [controller.securityGroupId] : [];
    // Where the controller is in a network of its own, so are its machines: security groups know each other within one VPC alone.
    const beside = config.host === Host.aws && config.aws?.subnetId ? { subnetIds: [config.aws.subnetId] } : {};
    const given = { labels: [name], sshGroups, ...whoResizes, ...beside };
    const args: AwsAgentFleetArgs = { ...given, ...(block as AwsAgentFleetArgs) };
    made.push(new AwsAgentFleet(fleetName(fleet), args));
  }
  return { fleets: made.map(({ fleet }) => fleet), awsKey: made[0]?.awsKey };
}
