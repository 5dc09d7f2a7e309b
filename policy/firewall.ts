/** What lets somebody in on AWS: the rules of security groups, in all the ways there are to write one. Pure. */
import type { DefaultSecurityGroupArgs, SecurityGroupArgs, SecurityGroupRuleArgs } from "@pulumi/aws/ec2";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc";
import { check, type Check, type Finding, inEach, type Options } from "./rule";
import { defaultSecurityGroup, ingressRule, securityGroup, securityGroupRule } from "./types";

/** One way in: for whom, and to which ports. */
export interface Ingress {
  networks: string[];
  protocol: string;
  from: number;
  to: number;
}

/** Looks at every way in, wherever it is written. */
export function ingressChecks(find: (ingress: Ingress, options: Options) => Finding[]): Check[] {
  return [
    check<SecurityGroupArgs>(securityGroup, ({ ingress }, options) =>
      inEach(ingress, (entry) => find(ofBlocks(entry), options)),
    ),
    check<DefaultSecurityGroupArgs>(defaultSecurityGroup, ({ ingress }, options) =>
      inEach(ingress, (entry) => find(ofBlocks(entry), options)),
    ),
    check<SecurityGroupRuleArgs>(securityGroupRule, (rule, options) =>
      rule.type === "ingress" ? find(ofBlocks(rule), options) : [],
    ),
    check<SecurityGroupIngressRuleArgs>(
      ingressRule,
      ({ cidrIpv4, cidrIpv6, ipProtocol, fromPort, toPort }, options) => {
        const networks = [cidrIpv4, cidrIpv6].filter((network) => network !== undefined);
        return find(way(networks, ipProtocol, fromPort, toPort), options);
      },
    ),
  ];
}

interface Blocks {
  cidrBlocks?: string[];
  ipv6CidrBlocks?: string[];
  protocol: string;
  fromPort: number;
  toPort: number;
}

function ofBlocks({ cidrBlocks = [], ipv6CidrBlocks = [], protocol, fromPort, toPort }: Blocks): Ingress {
  return way([...cidrBlocks, ...ipv6CidrBlocks], protocol, fromPort, toPort);
}

/** With protocol -1, "all", the ports that may stand beside it mean nothing. [docs.aws.amazon.com: EC2, IpPermission] */
function way(networks: string[], protocol: string, from: number | undefined, to: number | undefined): Ingress {
  if (protocol === "-1" || protocol === "all") return { networks, protocol: "all", from: 0, to: 65535 };
  return { networks, protocol: protocol === "6" ? "tcp" : protocol, from: from ?? 0, to: to ?? 65535 };
}

/** Whether a TCP port is reached by it. */
export function covers({ protocol, from, to }: Ingress, port: number): boolean {
  return ["tcp", "all"].includes(protocol) && from <= port && port <= to;
}

/** Its ports as they are said in a violation. */
export function shownPorts({ protocol, from, to }: Ingress): string {
  if (protocol === "all") return "all ports";
  if (!["tcp", "udp"].includes(protocol)) return protocol;
  return from === to ? `${protocol} ${String(from)}` : `${protocol} ${String(from)} to ${String(to)}`;
}

/**
 * Whether a network is the whole internet, or a part of it that nobody's network is: 0.0.0.0/1 and 128.0.0.0/1 together are
 * 0.0.0.0/0, and the biggest private network is a /8. Of IPv6, 2000::/3 is all that is public. [RFC 1918; RFC 4291]
 */
export function isEverybody(network: string): boolean {
  const length = Number(network.split("/")[1]);
  return network.includes(":") ? length <= 3 : length < 8;
}
