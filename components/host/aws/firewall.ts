/** The security group of a host. It opens only ports that are in use, to networks that the user named. It also has the rules for the ways out. */
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import * as pulumi from "@pulumi/pulumi";
import * as ipaddr from "ipaddr.js";
import { type Problem } from "../../text/problems";
import { applyReporting, UserError } from "../../text/user-error";
import { enginePort } from "../bootstrap/host-settings";
import { type AwsSettings, everywhere } from "./aws-settings";

/** A security group, with the ways out: packages, images, SSM, and what builds reach. */
export function securityGroup(
  name: string,
  description: string,
  vpcId: pulumi.Input<string>,
  egressCidrs: pulumi.Input<string>[],
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): { group: SecurityGroup; waysOut: SecurityGroupEgressRule[] } {
  const group = new SecurityGroup(name, { vpcId, description, tags }, opts);
  const rule = { securityGroupId: group.id, ipProtocol: "-1", description: "Packages, images, SSM", tags };
  const waysOut = [...new Set(egressCidrs)].map((cidr, index) => {
    const what = cidr === everywhere ? "out" : `out-${nameOf(cidr, index)}`;
    return new SecurityGroupEgressRule(`${name}-${what}`, { ...rule, ...networkOf(cidr) }, opts);
  });
  return { group, waysOut };
}

/**
 * The rules that let users in, one for each port and network. The endpoint depends on these rules, and not on the VM. A rule takes no value
 * from the VM, and is only made after it. So a replaced VM does not replace the containers on it. (docs/decisions.md)
 */
export function waysIn(
  name: string,
  group: SecurityGroup,
  {
    allowedCidrs,
    clientAddresses,
    uiPorts,
    uiCidrs,
  }: Pick<AwsSettings, "allowedCidrs" | "clientAddresses" | "uiPorts" | "uiCidrs">,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): SecurityGroupIngressRule[] {
  const open = (from: string, port: number, network: object, description: string) =>
    new SecurityGroupIngressRule(
      `${name}-${String(port)}-${from}`,
      { securityGroupId: group.id, ipProtocol: "tcp", fromPort: port, toPort: port, ...network, description, tags },
      opts,
    );
  const rules = (port: number, cidrs: pulumi.Input<string>[], description: string) =>
    [...new Set(cidrs)].map((cidr, index) => open(nameOf(cidr, index), port, networkOf(cidr), description));
  return [
    ...rules(enginePort, allowedCidrs, "The Docker engine, by mutual TLS"),
    ...clientAddresses.map((address, index) =>
      open(
        `client-${String(index + 1)}`,
        enginePort,
        {
          cidrIpv4: applyReporting(pulumi.all([address, pulumi.all(allowedCidrs)]), ([known, cidrs]) =>
            clientNetwork(name, index, known, cidrs),
          ),
        },
        "A controller, by mutual TLS",
      ),
    ),
    ...[...new Set(uiPorts)].flatMap((port) => rules(port, uiCidrs, "Published by containers")),
  ];
}

/** The part of a rule's name that stands for its network: the CIDR, or its number in the list if the CIDR is not known yet. */
export function nameOf(cidr: pulumi.Input<string>, index: number): string {
  return typeof cidr === "string" ? cidr.replaceAll(/[^0-9a-f]/g, "-") : `network-${String(index + 1)}`;
}

/** The network of a rule. AWS has one key for a network of IPv4, and another key for one of IPv6. */
export function networkOf(cidr: pulumi.Input<string>): object {
  if (typeof cidr === "string") return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
  const known = pulumi.output(cidr);
  return {
    cidrIpv4: known.apply((text) => (text.includes(":") ? undefined : text)),
    cidrIpv6: known.apply((text) => (text.includes(":") ? text : undefined)),
  };
}

/** The network of one client. Pure. @throws UserError where it is no address, or is let in already, which AWS refuses */
export function clientNetwork(name: string, index: number, address: string, allowedCidrs: string[]): string {
  const problem = (code: Problem["code"], message: string) =>
    new UserError(`AwsDockerHost ${name}`, [{ code, path: `clientAddresses[${String(index)}]`, message }]);
  if (!ipaddr.IPv4.isValidFourPartDecimal(address))
    throw problem("JD104", `"${address}" is not an IPv4 address. Networks belong into allowedCidrs`);
  const network = `${address}/32`;
  if (allowedCidrs.includes(network))
    throw problem("JD107", `${network} is in allowedCidrs, too. Remove it there, in an up of its own`);
  return network;
}
