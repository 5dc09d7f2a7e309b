/** Where in the network a host is. */
import type * as pulumi from "@pulumi/pulumi";
import { getSubnetOutput } from "@pulumi/aws/ec2/getSubnet";
import { getVpcOutput } from "@pulumi/aws/ec2/getVpc";
import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import { ConfigError } from "../../problems";

/** A place for a VM and its disk. */
export interface Place {
  vpcId: pulumi.Output<string>;
  subnetId: pulumi.Output<string>;
  availabilityZone: pulumi.Output<string>;
}

/** The subnet that was named, or the default VPC's one in the first zone. */
export function placeOf(
  where: string,
  { vpcId, subnetId }: { vpcId?: string; subnetId?: string },
  opts: pulumi.InvokeOutputOptions,
): Place {
  const subnet = subnetId === undefined ? defaultSubnet(opts) : getSubnetOutput({ id: subnetId }, opts);
  return {
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    vpcId: subnet.vpcId.apply((its) => checkedVpc(where, its, { vpcId, subnetId })),
  };
}

function defaultSubnet(opts: pulumi.InvokeOutputOptions) {
  const vpc = getVpcOutput({ default: true }, opts);
  // Not local zones, nor others that an account has to opt in to.
  const usual = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
  const { names } = getAvailabilityZonesOutput({ filters: usual }, opts);
  const availabilityZone = names.apply((all) => [...all].sort()[0] ?? "");
  return getSubnetOutput({ vpcId: vpc.id, availabilityZone, defaultForAz: true }, opts);
}

/** The VPC of a subnet. Pure. @throws ConfigError where another one was named */
export function checkedVpc(where: string, its: string, named: { vpcId?: string; subnetId?: string }): string {
  if (named.vpcId === undefined || its === named.vpcId) return its;
  const fix = "Name a subnet of that VPC, or leave vpcId out";
  const message = `"${named.subnetId ?? ""}" is in ${its}, not in ${named.vpcId}. ${fix}`;
  throw new ConfigError(where, [{ code: "JD207", path: "subnetId", message }]);
}
