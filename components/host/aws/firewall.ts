/** Who may reach a host: the ports in use alone, from the networks that were named alone. */
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import * as pulumi from "@pulumi/pulumi";
import * as ipaddr from "ipaddr.js";
import { type Problem } from "../../text/problems";
import { UserError } from "../../text/user-error";
import { enginePort } from "../bootstrap/host-settings";
import type { AwsSettings } from "./aws-settings";

/** The host's security group, open to the outside only: packages, images, SSM. */
export function securityGroup(
  name: string,
  vpcId: pulumi.Input<string>,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): { group: SecurityGroup; wayOut: SecurityGroupEgressRule } {
  const description = `Docker host ${name}`;
  const group = new SecurityGroup(name, { vpcId, description, tags }, opts);
  const wayOut = new SecurityGroupEgressRule(
    `${name}-out`,
    { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", description: "Packages, images, SSM", tags },
    opts,
  );
  return { group, wayOut };
}

/**
 * The rules that let users in, one a port and network. They are what the endpoint waits for: a rule stands in no relation
 * to the VM but that of order, so that a replaced VM replaces nothing of what runs on it. (docs/decisions.md)
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
          cidrIpv4: pulumi
            .all([address, pulumi.all(allowedCidrs)])
            .apply(([known, cidrs]) => clientNetwork(name, index, known, cidrs)),
        },
        "A controller, by mutual TLS",
      ),
    ),
    ...[...new Set(uiPorts)].flatMap((port) => rules(port, uiCidrs, "Published by containers")),
  ];
}

/** The name of a network in its rules' names: its own, or its place in the list where it is known later. */
function nameOf(cidr: pulumi.Input<string>, index: number): string {
  return typeof cidr === "string" ? cidr.replaceAll(/[^0-9a-f]/g, "-") : `network-${String(index + 1)}`;
}

/** A rule's network, under the one of two names that AWS has for its family. */
function networkOf(cidr: pulumi.Input<string>): object {
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
