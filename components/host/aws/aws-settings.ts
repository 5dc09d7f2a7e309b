/** An EC2 host's arguments with defaults filled in, after every rule was checked at once. */
import * as ipaddr from "ipaddr.js";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { HostCa } from "../../endpoint/certificates";
import { registryName } from "../../text/image-reference";
import { checkedInputs } from "../../text/inputs";
import { type Problem } from "../../text/problems";
import { caBundleSchema } from "../../text/ca-bundle";
import { proxySchema, type ProxySettings, proxySettings } from "../../text/proxy";
import type { RegistryCa } from "../../text/registry-ca";
import { mirrorProblem } from "../../text/strict-forms";
import { nameProblems, problemsOf, registryAddress, textWith, wholeNumber } from "../../text/validation";
import {
  type AddressPool,
  BuildsEngine,
  DockerPackages,
  enginePort,
  plainEnginePort,
} from "../bootstrap/host-settings";
import { type AwsDockerHostArgs, HostImage } from "./aws-args";
import { openNetworkProblems } from "./open-networks";

/** Rules of tags. */
export const tagsSchema = z.record(z.string(), z.string()).check(({ value, issues }) => {
  for (const key of Object.keys(value).filter((name) => /^aws:/i.test(name)))
    issues.push({
      code: "custom",
      input: key,
      message: "begins with aws:, which is AWS' own. Rename it",
      path: [key],
    });
});

/** Rules of the `aws` block, shared by component and stack config. */
export const awsSchema = z.strictObject({
  allowedCidrs: z.array(textWith("JD104", cidrProblem)).optional(),
  publicAccess: z.boolean().optional(),
  uiPorts: z.array(wholeNumber(1, 65535)).optional(),
  uiCidrs: z.array(textWith("JD104", cidrProblem)).optional(),
  egressCidrs: z.array(textWith("JD104", cidrProblem)).optional(),
  instanceType: textWith("JD104", instanceTypeProblem).optional(),
  image: z.enum(HostImage).optional(),
  ami: textWith("JD104", idProblem("ami", "an image")).optional(),
  dockerPackages: z.enum(DockerPackages).optional(),
  vpcId: textWith("JD104", idProblem("vpc", "a VPC")).optional(),
  subnetId: textWith("JD104", idProblem("subnet", "a subnet")).optional(),
  privateIp: textWith("JD104", privateIpProblem).optional(),
  data: z
    .strictObject({
      sizeGiB: wholeNumber(10, 16_384, " (GiB)").optional(),
      retain: z.boolean().optional(),
      volumeId: textWith("JD104", idProblem("vol", "a volume")).optional(),
      snapshotDays: wholeNumber(0, 365, " (days)").optional(),
    })
    .optional(),
  rootSizeGiB: wholeNumber(10, 1024, " (GiB)").optional(),
  spot: z.boolean().optional(),
  recoveryAlarm: z.boolean().optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
  proxy: proxySchema.optional(),
  caBundle: caBundleSchema.optional(),
  registryCas: z.array(z.strictObject({ address: registryAddress, caCert: caBundleSchema })).optional(),
  addressPools: z.array(z.strictObject({ base: textWith("JD104", cidrProblem), size: wholeNumber(8, 128) })).optional(),
  usernsRemap: z.boolean().optional(),
  sysbox: z.boolean().optional(),
  buildsEngine: z.enum(BuildsEngine).optional(),
  ca: z.strictObject({ generation: wholeNumber(1, 1000).optional(), trustPrevious: z.boolean().optional() }).optional(),
  tags: tagsSchema.optional(),
});

/** Beside what a stack can say, what only a program can: addresses that are not known yet, and who else has the VM's role. */
const argsSchema = awsSchema.extend({
  clientAddresses: z.array(z.any()).optional(),
  roleForContainers: z.boolean().optional(),
});

/** What the parts of the component are made from. */
export interface AwsSettings {
  allowedCidrs: pulumi.Input<string>[];
  clientAddresses: pulumi.Input<string>[];
  publicAccess: boolean;
  uiPorts: number[];
  uiCidrs: pulumi.Input<string>[];
  egressCidrs: pulumi.Input<string>[];
  instanceType: pulumi.Input<string>;
  image: HostImage;
  ami?: pulumi.Input<string>;
  dockerPackages: DockerPackages;
  vpcId?: pulumi.Input<string>;
  subnetId?: pulumi.Input<string>;
  privateIp?: pulumi.Input<string>;
  data: { sizeGiB: number; retain: boolean; volumeId?: pulumi.Input<string>; snapshotDays: number };
  rootSizeGiB: number;
  spot: boolean;
  recoveryAlarm: boolean;
  registryMirrors: pulumi.Input<string>[];
  proxy?: ProxySettings;
  caBundle?: pulumi.Input<string>;
  registryCas: RegistryCa[];
  addressPools: pulumi.Input<pulumi.Input<AddressPool>[]>;
  usernsRemap: boolean;
  sysbox: boolean;
  buildsEngine: BuildsEngine;
  roleForContainers: boolean;
  ca: HostCa;
  tags: Record<string, pulumi.Input<string>>;
}

/** All of IPv4. */
export const everywhere = "0.0.0.0/0";

const dataDefaults = { sizeGiB: 50, retain: false, snapshotDays: 0 };

const defaults = {
  clientAddresses: [],
  publicAccess: false,
  uiPorts: [443],
  egressCidrs: [everywhere],
  instanceType: "t3.large",
  image: HostImage.ubuntu,
  dockerPackages: DockerPackages.distribution,
  rootSizeGiB: 16,
  spot: false,
  recoveryAlarm: false,
  registryMirrors: [],
  registryCas: [],
  addressPools: [],
  usernsRemap: false,
  sysbox: false,
  buildsEngine: BuildsEngine.none,
  roleForContainers: false,
  ca: {},
  tags: {},
} satisfies Partial<AwsSettings>;

/** A role's name has at most 64 characters: this name, and Pulumi's eight. [AWS IAM API: CreateRole, RoleName] */
const longestName = 56;
/** Of the role that makes snapshots. */
const longestNameWithSnapshots = longestName - "-snapshots".length;

/**
 * Settings from arguments. Plain values are checked at once, outputs when they are known.
 * @throws UserError with every problem of the plain values
 */
export function awsSettings(name: string, args: AwsDockerHostArgs): AwsSettings {
  const problems = (plain: object) => [
    ...nameProblems(name, args.data?.snapshotDays ? longestNameWithSnapshots : longestName),
    ...problemsOf(argsSchema, plain),
    ...awsProblems(plain),
  ];
  const checked = checkedInputs(`AwsDockerHost ${name}`, args, problems, ["clientAddresses"]);
  return {
    ...defaults,
    uiCidrs: checked.allowedCidrs,
    ...checked,
    proxy: checked.proxy && proxySettings(checked.proxy),
    registryCas: (checked.registryCas ?? []).map((ca) => ({ ...ca, address: registryName(ca.address) })),
    data: { ...dataDefaults, ...checked.data },
  };
}

/** The block as a stack's config has it, and a component's arguments without their outputs: those are `undefined`. */
type PlainAws = Omit<z.infer<typeof awsSchema>, "allowedCidrs" | "uiCidrs" | "egressCidrs"> & {
  allowedCidrs?: (string | undefined)[];
  uiCidrs?: (string | undefined)[];
  egressCidrs?: (string | undefined)[];
};

/** The problems that only show between settings. Shared by component and stack config, under their paths. */
export function awsProblems(args: PlainAws, at = (key: string) => key): Problem[] {
  const problems: Problem[] = [];
  const report = (code: Problem["code"], path: string, message: string) =>
    problems.push({ code, path: at(path), message });
  const {
    allowedCidrs = [],
    uiCidrs = [],
    publicAccess,
    uiPorts = [],
    vpcId,
    subnetId,
    privateIp,
    data,
    spot,
    image,
    ami,
  } = args;
  if (allowedCidrs.length === 0)
    report("JD204", "allowedCidrs", 'is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]');
  else if (!allowedCidrs.some((cidr) => cidr === undefined || cidr.includes(".")))
    report("JD204", "allowedCidrs", "needs an IPv4 network: the VM has an IPv4 address");
  for (const [key, cidrs, what] of [
    ["allowedCidrs", allowedCidrs, "the engine and the UI"],
    ["uiCidrs", uiCidrs, "what containers publish"],
  ] as const) {
    if (publicAccess) continue;
    const fix = "Name the networks of your users, or set publicAccess: true";
    problems.push(...openNetworkProblems(at(key), cidrs, { what, fix }));
  }
  if (uiPorts.includes(enginePort))
    report("JD107", "uiPorts", `${String(enginePort)} is the engine's own port, and is open already. Remove it`);
  if (uiPorts.includes(plainEnginePort))
    report(
      "JD107",
      "uiPorts",
      `${String(plainEnginePort)} is an engine's port without TLS, which is root for everybody. Remove it`,
    );
  if (args.egressCidrs?.length === 0)
    report(
      "JD104",
      "egressCidrs",
      "is empty: the VM could install nothing. Name the networks that it needs, or leave it out",
    );
  if (vpcId !== undefined && subnetId === undefined)
    report("JD105", "subnetId", `is needed with vpcId: a subnet of ${vpcId} that reaches the internet`);
  if (privateIp !== undefined && subnetId === undefined)
    report("JD105", "subnetId", `is needed with privateIp: the subnet that contains ${privateIp}`);
  if (spot && data?.retain)
    report("JD107", "spot", "takes the VM away at any time, which does not fit data.retain. Remove one of them");
  if (data?.volumeId !== undefined && subnetId === undefined)
    report("JD105", "subnetId", `is needed with data.volumeId: a subnet in the zone of ${data.volumeId}`);
  if (data?.volumeId !== undefined && data.sizeGiB !== undefined)
    report("JD107", "data.sizeGiB", "has no effect with data.volumeId: that disk keeps its size. Remove one of them");
  if (data?.volumeId !== undefined && data.snapshotDays)
    report(
      "JD107",
      "data.snapshotDays",
      "applies to the disk that the stack makes, and data.volumeId is not that disk. Remove one of them",
    );
  (args.addressPools ?? []).forEach(({ base, size }, index) => {
    if (typeof base !== "string") return; // the output of another resource, which is not known yet
    const path = `addressPools[${String(index)}].size`;
    const largest = base.includes(":") ? 126 : 30;
    if (size < Number(base.split("/")[1]))
      report("JD104", path, `${String(size)} is a bigger network than ${base} itself`);
    else if (size > largest)
      report("JD104", path, `${String(size)} leaves no address for a container: ${String(largest)} at most`);
  });
  if (ami !== undefined && image !== undefined) report("JD107", "image", "has no effect with ami. Remove one of them");
  if (args.buildsEngine === BuildsEngine.rootless && args.usernsRemap)
    report(
      "JD107",
      "usernsRemap",
      "gives the controller other groups, so that it cannot use the socket of buildsEngine. Remove one of them",
    );
  if (args.sysbox && image === HostImage.debian)
    report("JD107", "sysbox", "has no package for Debian 13. Remove it, or the image, for Ubuntu");
  return problems;
}

/** Settings in use that nobody has run yet: their keys and values. Pure. */
export function experimentalSettings({ spot, sysbox, dockerPackages }: AwsSettings): string[] {
  return [
    ...(spot ? ["spot: true"] : []),
    ...(sysbox ? ["sysbox: true"] : []),
    ...(dockerPackages === DockerPackages.dockerCe ? [`dockerPackages: ${dockerPackages}`] : []),
  ];
}

/** What is wrong with a network; undefined where nothing is. */
export function cidrProblem(text: string): string | undefined {
  if (!ipaddr.isValidCIDR(text))
    return `"${text}" is not a CIDR, e.g. 203.0.113.0/24, or 203.0.113.7/32 for one address`;
  const [address, length] = ipaddr.parseCIDR(text);
  const kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = `${kind.networkAddressFromCIDR(text).toString()}/${String(length)}`;
  // AWS refuses a network that has bits beyond its length or another spelling, or changes it without a word.
  if (address.toString() !== network.split("/")[0]) return `"${text}" has bits beyond its length: ${network}`;
  return text === network ? undefined : `"${text}" is usually written ${network}`;
}

/** What is wrong with the name of an instance type; undefined where nothing is. */
export function instanceTypeProblem(text: string): string | undefined {
  if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(text)) return undefined;
  return `"${text}" is not an EC2 instance type, e.g. t3.large`;
}

/** What is wrong with the id of a thing in AWS; undefined where nothing is. */
export function idProblem(kind: string, what: string): (text: string) => string | undefined {
  return (text) =>
    new RegExp(`^${kind}-[0-9a-f]{8,17}$`).test(text) ? undefined : `"${text}" is not the id of ${what}: ${kind}-…`;
}

function privateIpProblem(text: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return `"${text}" is not an IPv4 address of the subnet, e.g. 10.0.1.20`;
}
