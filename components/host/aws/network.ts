/** Where in the network a host is. */
import * as pulumi from "@pulumi/pulumi";
import { getInstanceTypeOfferings } from "@pulumi/aws/ec2/getInstanceTypeOfferings";
import { getSubnet } from "@pulumi/aws/ec2/getSubnet";
import { getSubnets } from "@pulumi/aws/ec2/getSubnets";
import { getVpc } from "@pulumi/aws/ec2/getVpc";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import { applyReporting, UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import type { AwsSettings } from "./aws-settings";

/** A place for a VM and its disk. */
export interface Place {
  vpcId: pulumi.Output<string>;
  subnetId: pulumi.Output<string>;
  availabilityZone: pulumi.Output<string>;
  /** All zones that have the instance type. */
  offered: pulumi.Output<string[]>;
}

/** The region, which `aws:region` names. */
export function supportedRegion(where: string, opts: pulumi.InvokeOptions): pulumi.Output<string> {
  const asked = pulumi.all([getRegionOutput({}, opts).region, getPartitionOutput({}, opts).partition]);
  return applyReporting(asked, ([region, partition]) => checkedRegion(where, region, partition));
}

/**
 * A region in which a host can be. Pure.
 * @throws UserError for China, where services have other names and the SSM agent another source
 */
export function checkedRegion(where: string, region: string, partition: string): string {
  if (partition !== "aws-cn") return region;
  const message = `"${region}" is in AWS' China partition, which this component does not support. Choose a region of another partition, or use ExistingDockerHost`;
  throw new UserError(where, [{ code: "JD213", path: "aws:region", message }]);
}

/** The subnet that was named, or the default VPC's one in the first zone that has the instance type. */
export function placeOf(
  where: string,
  { vpcId, subnetId, instanceType }: Pick<AwsSettings, "vpcId" | "subnetId" | "instanceType">,
  opts: pulumi.InvokeOptions,
): Place {
  const offered = zonesOf(where, instanceType, opts);
  const subnet =
    subnetId === undefined ? defaultSubnet(where, instanceType, offered, opts) : namedSubnet(where, subnetId, opts);
  return {
    offered,
    subnetId: subnet.id,
    availabilityZone: inOfferedZone(
      where,
      pulumi.interpolate`"${subnet.id}"`,
      subnet.availabilityZone,
      instanceType,
      offered,
    ),
    vpcId: applyReporting(pulumi.all([subnet.vpcId, vpcId, subnetId]), ([its, namedVpc, namedSubnetId]) =>
      checkedVpc(where, its, { vpcId: namedVpc, subnetId: namedSubnetId }),
    ),
  };
}

function namedSubnet(where: string, id: pulumi.Input<string>, opts: pulumi.InvokeOptions) {
  const question: Question<{ id: string }> = {
    where,
    path: "subnetId",
    unknown: (asked) => ({ code: "JD212", message: `"${asked.id}" is not in this account and region` }),
  };
  return ask(question, pulumi.output({ id }), (of) => getSubnet(of, opts));
}

/** The zones that have an instance type. Not every zone has every type. @param path the setting that names the type */
export function zonesOf(
  where: string,
  instanceType: pulumi.Input<string>,
  opts: pulumi.InvokeOptions,
  path = "instanceType",
): pulumi.Output<string[]> {
  const unknown = () => ({ code: "JD206" as const, message: "is not an instance type" });
  const question: Question<object> = { where, path, unknown };
  const args = pulumi.output(instanceType).apply((type) => ({
    locationType: "availability-zone",
    filters: [{ name: "instance-type", values: [type] }],
  }));
  const found = ask(question, args, (of) => getInstanceTypeOfferings(of, opts)).locations;
  return applyReporting(pulumi.all([instanceType, found]), ([type, zones]) =>
    someZones(where, type, [...zones].sort(), undefined, path),
  );
}

/** The zones, if there are any. Pure. @throws UserError where no zone of a kind has the instance type */
export function someZones(
  where: string,
  instanceType: string,
  zones: string[],
  of = "zone of this region",
  path = "instanceType",
): string[] {
  if (zones.length > 0) return zones;
  const message = `"${instanceType}" is offered in no ${of}. Choose another type, e.g. t3.large`;
  throw new UserError(where, [{ code: "JD206", path, message }]);
}

/** A zone, checked to be one of those that have the instance type. */
export function inOfferedZone(
  where: string,
  what: pulumi.Input<string>,
  zone: pulumi.Input<string>,
  instanceType: pulumi.Input<string>,
  offered: pulumi.Output<string[]>,
): pulumi.Output<string> {
  return applyReporting(pulumi.all([what, zone, instanceType, offered]), ([named, its, type, zones]) =>
    checkedZone(where, { what: named, zone: its }, type, zones),
  );
}

function defaultSubnet(
  where: string,
  instanceType: pulumi.Input<string>,
  offered: pulumi.Output<string[]>,
  opts: pulumi.InvokeOptions,
) {
  const question = needed(where, "subnetId", "in the first zone that has the instance type");
  const { vpcId, zones } = defaultNetwork(question, opts);
  const known = pulumi.all([vpcId, zones, offered, instanceType]);
  const first = applyReporting(known, ([id, names, having, type]) => {
    const usable = having.filter((zone) => names.includes(zone));
    const [availabilityZone] = someZones(where, type, usable, "zone that every account has: name a subnet in subnetId");
    return { vpcId: id, availabilityZone, defaultForAz: true };
  });
  return ask(question, first, (of) => getSubnet(of, opts));
}

/** The default VPC's subnets in some zones: not every zone has to have one. Zones that an account has to opt in to count for nothing. */
export function defaultSubnets(
  where: string,
  inZones: pulumi.Output<string[]>,
  opts: pulumi.InvokeOptions,
): { vpcId: pulumi.Output<string>; ids: pulumi.Output<string[]> } {
  const question = needed(where, "subnetIds", "in a zone that has one of the instance types");
  const { vpcId, zones } = defaultNetwork(question, opts);
  const args = pulumi.all([vpcId, zones, inZones]).apply(([id, names, having]) => ({
    filters: [
      { name: "vpc-id", values: [id] },
      { name: "default-for-az", values: ["true"] },
      { name: "availability-zone", values: having.filter((zone) => names.includes(zone)) },
    ],
  }));
  const ids = applyReporting(ask(question, args, (of) => getSubnets(of, opts)).ids, (found) => {
    if (found.length > 0) return [...found].sort();
    throw new UserError(where, [{ ...question.unknown({}), path: question.path }]);
  });
  return { vpcId, ids };
}

/** The question whose answer is there only in an account with a default VPC. */
function needed(where: string, path: string, zone: string): Question<object> {
  const message = `is needed: the account has no default VPC with a subnet ${zone}`;
  return { where, path, unknown: () => ({ code: "JD105", message }) };
}

/** The default VPC, and the zones that every account has: no local zones, and none that an account has to opt in to. */
function defaultNetwork(question: Question<object>, opts: pulumi.InvokeOptions) {
  const vpc = ask(question, { default: true }, (of) => getVpc(of, opts));
  const usual = { filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] };
  const zones = ask(question, usual, (of) => getAvailabilityZones(of, opts));
  return { vpcId: vpc.id, zones: zones.names };
}

/**
 * A zone. Pure.
 * @param what is in it: `"subnet-…"`, `the data disk`
 * @param zones those that have the instance type
 * @throws UserError where that zone does not have it: EC2 would say so once the old VM is gone
 */
export function checkedZone(
  where: string,
  { what, zone }: { what: string; zone: string },
  instanceType: string,
  zones: string[],
): string {
  if (zones.includes(zone)) return zone;
  const message = `"${instanceType}" is not offered in ${zone}, where ${what} is, but in ${zones.join(", ")}. Choose another type, or a subnet there`;
  throw new UserError(where, [{ code: "JD206", path: "instanceType", message }]);
}

/** The VPC of a subnet. Pure. @throws UserError where another one was named */
export function checkedVpc(where: string, its: string, named: { vpcId?: string; subnetId?: string }): string {
  if (named.vpcId === undefined || its === named.vpcId) return its;
  const fix = "Name a subnet of that VPC, or leave vpcId out";
  const message = `"${named.subnetId ?? ""}" is in ${its}, not in ${named.vpcId}. ${fix}`;
  throw new UserError(where, [{ code: "JD207", path: "subnetId", message }]);
}
