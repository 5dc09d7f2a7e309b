/** Where in the network a fleet's machines are, and what they are. */
import * as pulumi from "@pulumi/pulumi";
import { getSubnet } from "@pulumi/aws/ec2/getSubnet";
import { applyReporting, UserError } from "../../text/user-error";
import { ask, type Question } from "../aws/aws-lookup";
import { type Architecture, knownInstanceType } from "../aws/machine-image";
import { defaultSubnets, zonesOf } from "../aws/network";
import type { FleetSettings } from "./fleet-settings";

/** A place for machines, and the kind of machine that is there. */
export interface FleetPlace {
  vpcId: pulumi.Output<string>;
  subnetIds: pulumi.Output<string[]>;
  instanceTypes: pulumi.Output<string[]>;
  architecture: pulumi.Output<Architecture>;
}

/** A subnet, as AWS knows it. */
interface KnownSubnet {
  id: string;
  vpcId: string;
  availabilityZone: string;
}

/** The subnets that were named, or the default VPC's in all zones that have one of the instance types. */
export function fleetPlace(
  where: string,
  { instanceTypes, subnetIds }: Pick<FleetSettings, "instanceTypes" | "subnetIds">,
  opts: pulumi.InvokeOptions,
): FleetPlace {
  const kinds = instanceTypes.map((type, index) => {
    const path = `instanceTypes[${String(index)}]`;
    const kind = knownInstanceType(where, type, opts, { path, needsNitro: false });
    return { ...kind, zones: zonesOf(where, kind.instanceType, opts, path) };
  });
  const types = pulumi.all(kinds.map((kind) => kind.instanceType));
  const architecture = applyReporting(
    pulumi.all([types, pulumi.all(kinds.map((kind) => kind.architecture))]),
    ([names, architectures]) => oneArchitecture(where, names, architectures),
  );
  const offered = pulumi.all(kinds.map(({ zones }) => zones)).apply((all) => [...new Set(all.flat())].sort());
  const known = { instanceTypes: types, architecture };
  if (subnetIds === undefined) {
    const { vpcId, ids } = defaultSubnets(where, offered, opts);
    return { ...known, vpcId, subnetIds: ids };
  }
  const found = pulumi.all(subnetIds.map((id, index) => namedSubnet(where, id, index, opts)));
  const checked = applyReporting(pulumi.all([found, types, offered]), ([subnets, names, having]) =>
    checkedSubnets(where, subnets, names, having),
  );
  return {
    ...known,
    vpcId: checked.apply(([first]) => first?.vpcId ?? ""),
    subnetIds: checked.apply((subnets) => subnets.map(({ id }) => id)),
  };
}

function namedSubnet(
  where: string,
  id: pulumi.Input<string>,
  index: number,
  opts: pulumi.InvokeOptions,
): pulumi.Output<KnownSubnet> {
  const question: Question<{ id: string }> = {
    where,
    path: `subnetIds[${String(index)}]`,
    unknown: (asked) => ({ code: "JD212", message: `"${asked.id}" is not in this account and region` }),
  };
  return ask(question, pulumi.output({ id }), (of) => getSubnet(of, opts));
}

/** The architecture of all instance types. Pure. @throws UserError where there are two: the machines have one image */
export function oneArchitecture(where: string, types: string[], architectures: Architecture[]): Architecture {
  const first = architectures[0] ?? "amd64";
  const other = architectures.findIndex((one) => one !== first);
  if (other < 0) return first;
  const message = `"${String(types[other])}" is ${String(architectures[other])}, and "${String(types[0])}" is ${first}. A fleet has one image: choose types of one architecture`;
  throw new UserError(where, [{ code: "JD206", path: `instanceTypes[${String(other)}]`, message }]);
}

/**
 * Subnets in which machines can be. Pure.
 * @param zones those that have one of the instance types
 * @throws UserError where they are of two VPCs, or in no such zone
 */
export function checkedSubnets(where: string, subnets: KnownSubnet[], types: string[], zones: string[]): KnownSubnet[] {
  const stranger = subnets.findIndex(({ vpcId }) => vpcId !== subnets[0]?.vpcId);
  if (stranger >= 0) {
    const { id, vpcId } = subnets[stranger] ?? { id: "", vpcId: "" };
    const message = `"${id}" is in ${vpcId}, and "${subnets[0]?.id ?? ""}" in ${subnets[0]?.vpcId ?? ""}. Name subnets of one VPC`;
    throw new UserError(where, [{ code: "JD207", path: `subnetIds[${String(stranger)}]`, message }]);
  }
  if (subnets.some(({ availabilityZone }) => zones.includes(availabilityZone))) return subnets;
  const theirs = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))].join(", ");
  const message = `${types.map((type) => `"${type}"`).join(", ")}: none is offered in ${theirs}, where the subnets are, but in ${zones.join(", ")}. Choose other types or subnets`;
  throw new UserError(where, [{ code: "JD206", path: "instanceTypes", message }]);
}
