/** Where in the network a host is. */
import * as pulumi from "@pulumi/pulumi";
import { getSubnet } from "@pulumi/aws/ec2/getSubnet";
import { getVpc } from "@pulumi/aws/ec2/getVpc";
import { getAvailabilityZones } from "@pulumi/aws/getAvailabilityZones";
import { UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import type { AwsSettings } from "./aws-settings";

/** A place for a VM and its disk. */
export interface Place {
  vpcId: pulumi.Output<string>;
  subnetId: pulumi.Output<string>;
  availabilityZone: pulumi.Output<string>;
}

/** The subnet that was named, or the default VPC's one in the first zone. */
export function placeOf(
  where: string,
  { vpcId, subnetId }: Pick<AwsSettings, "vpcId" | "subnetId">,
  opts: pulumi.InvokeOptions,
): Place {
  const subnet = subnetId === undefined ? defaultSubnet(where, opts) : namedSubnet(where, subnetId, opts);
  return {
    subnetId: subnet.id,
    availabilityZone: subnet.availabilityZone,
    vpcId: pulumi
      .all([subnet.vpcId, vpcId, subnetId])
      .apply(([its, namedVpc, namedSubnetId]) => checkedVpc(where, its, { vpcId: namedVpc, subnetId: namedSubnetId })),
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

function defaultSubnet(where: string, opts: pulumi.InvokeOptions) {
  const message = "is needed: the account has no default VPC with a subnet in this region's first zone";
  const question: Question<object> = { where, path: "subnetId", unknown: () => ({ code: "JD105", message }) };
  const vpc = ask(question, { default: true }, (of) => getVpc(of, opts));
  // Without local zones and other zones that an account has to opt in to.
  const usual = { filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] };
  const zones = ask(question, usual, (of) => getAvailabilityZones(of, opts));
  const first = pulumi
    .all([vpc.id, zones.names])
    .apply(([vpcId, names]) => ({ vpcId, availabilityZone: [...names].sort()[0] ?? "", defaultForAz: true }));
  return ask(question, first, (of) => getSubnet(of, opts));
}

/** The VPC of a subnet. Pure. @throws UserError where another one was named */
export function checkedVpc(where: string, its: string, named: { vpcId?: string; subnetId?: string }): string {
  if (named.vpcId === undefined || its === named.vpcId) return its;
  const fix = "Name a subnet of that VPC, or leave vpcId out";
  const message = `"${named.subnetId ?? ""}" is in ${its}, not in ${named.vpcId}. ${fix}`;
  throw new UserError(where, [{ code: "JD207", path: "subnetId", message }]);
}
