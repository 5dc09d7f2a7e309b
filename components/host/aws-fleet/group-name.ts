/** What the Auto Scaling group of a fleet is called. Pure. */

const prefix = "agents-";

/**
 * The name of the group's resource, by which AWS' name begins. The plugin takes what begins with `fleet-` or `sfr-` for an EC2 Fleet, and asks
 * another API for it. [ec2-fleet-plugin: fleet/EC2Fleets]
 * @example groupName("fleet-large") // "agents-fleet-large"
 */
export function groupName(fleet: string): string {
  return `${prefix}${fleet}`;
}

/** The fleet of a group. @example fleetOf("agents-fleet-large") // "fleet-large" */
export function fleetOf(group: string): string {
  return group.slice(prefix.length);
}
