/** A fleet's arguments with defaults filled in, after every rule was checked at once. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { registryName } from "../../text/image-reference";
import { checkedInputs } from "../../text/inputs";
import type { Problem } from "../../text/problems";
import { caBundleSchema } from "../../text/ca-bundle";
import { proxySchema, type ProxySettings, proxySettings } from "../../text/proxy";
import type { RegistryCa } from "../../text/registry-ca";
import { mirrorProblem } from "../../text/strict-forms";
import { nameProblems, problemsOf, registryAddress, textWith, wholeNumber } from "../../text/validation";
import { HostImage } from "../aws/aws-args";
import { cidrProblem, idProblem, instanceTypeProblem, tagsSchema } from "../aws/aws-settings";
import { openNetworkProblems } from "../aws/open-networks";
import { DockerPackages } from "../bootstrap/host-settings";
import type { AwsAgentFleetArgs } from "./fleet-args";

/** The most machines of a fleet. The plugin describes all of them every ten seconds, in one call. [EC2 API: DescribeInstances, MaxResults] */
const mostMachines = 1000;

/** Rules of a fleet, shared by component and stack config. */
export const fleetShape = {
  labels: z.array(textWith("JD104", labelProblem)).optional(),
  sshCidrs: z.array(textWith("JD104", cidrProblem)).optional(),
  minSize: wholeNumber(0, mostMachines).optional(),
  maxSize: wholeNumber(1, mostMachines).optional(),
  spare: wholeNumber(0, mostMachines).optional(),
  maxUses: wholeNumber(0, 1_000_000).optional(),
  idleMinutes: wholeNumber(1, 7 * 24 * 60, " (minutes)").optional(),
  instanceTypes: z.array(textWith("JD104", instanceTypeProblem)).optional(),
  spotShare: wholeNumber(0, 100, " (percent)").optional(),
  subnetIds: z.array(textWith("JD104", idProblem("subnet", "a subnet"))).optional(),
  image: z.enum(HostImage).optional(),
  ami: textWith("JD104", idProblem("ami", "an image")).optional(),
  dockerPackages: z.enum(DockerPackages).optional(),
  rootSizeGiB: wholeNumber(10, 16_384, " (GiB)").optional(),
  policyArns: z.array(textWith("JD104", arnProblem)).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
  proxy: proxySchema.optional(),
  caBundle: caBundleSchema.optional(),
  registryCas: z.array(z.strictObject({ address: registryAddress, caCert: caBundleSchema })).optional(),
  tags: tagsSchema.optional(),
};

/** Beside what a stack can say, what only a program can. */
const argsSchema = z.strictObject({
  ...fleetShape,
  sshGroups: z.array(textWith("JD104", idProblem("sg", "a security group"))).optional(),
  controllerRole: textWith("JD104", iamNameProblem).optional(),
  controllerUser: textWith("JD104", iamNameProblem).optional(),
});

/** What the parts of the component are made from. */
export interface FleetSettings {
  labels: pulumi.Input<string>[];
  sshCidrs: pulumi.Input<string>[];
  sshGroups: pulumi.Input<string>[];
  controllerRole?: pulumi.Input<string>;
  controllerUser?: pulumi.Input<string>;
  minSize: number;
  maxSize: number;
  spare: number;
  maxUses: number;
  idleMinutes: number;
  instanceTypes: pulumi.Input<string>[];
  spotShare: number;
  subnetIds?: pulumi.Input<string>[];
  image: HostImage;
  ami?: pulumi.Input<string>;
  dockerPackages: DockerPackages;
  rootSizeGiB: number;
  policyArns: pulumi.Input<string>[];
  registryMirrors: pulumi.Input<string>[];
  proxy?: ProxySettings;
  caBundle?: pulumi.Input<string>;
  registryCas: RegistryCa[];
  tags: Record<string, pulumi.Input<string>>;
}

/** The settings of a fleet that its arguments leave out. */
export const fleetDefaults = {
  sshCidrs: [],
  sshGroups: [],
  minSize: 0,
  maxSize: 10,
  spare: 0,
  maxUses: 1,
  idleMinutes: 5,
  instanceTypes: ["t3.large"],
  spotShare: 0,
  image: HostImage.ubuntu,
  dockerPackages: DockerPackages.distribution,
  rootSizeGiB: 30,
  policyArns: [],
  registryMirrors: [],
  registryCas: [],
  tags: {},
} satisfies Partial<FleetSettings>;

/** A role's name has at most 64 characters: this name, `-agents`, and Pulumi's eight. [AWS IAM API: CreateRole, RoleName] */
const longestName = 49;

/**
 * Settings from arguments. Plain values are checked at once, outputs when they are known.
 * @throws UserError with every problem of the plain values
 */
export function fleetSettings(name: string, args: AwsAgentFleetArgs): FleetSettings {
  const problems = (plain: object) => [
    ...nameProblems(name, longestName),
    ...problemsOf(argsSchema, plain),
    ...fleetProblems(plain),
  ];
  const checked = checkedInputs(`AwsAgentFleet ${name}`, args, problems);
  return {
    ...fleetDefaults,
    labels: [name],
    ...checked,
    proxy: checked.proxy && proxySettings(checked.proxy),
    registryCas: (checked.registryCas ?? []).map((ca) => ({ ...ca, address: registryName(ca.address) })),
  };
}

/** A fleet's arguments without their outputs: those are `undefined`. */
interface PlainFleet {
  labels?: (string | undefined)[];
  sshCidrs?: (string | undefined)[];
  sshGroups?: (string | undefined)[];
  controllerRole?: unknown;
  controllerUser?: unknown;
  minSize?: number;
  maxSize?: number;
  spare?: number;
  instanceTypes?: (string | undefined)[];
  subnetIds?: (string | undefined)[];
  image?: HostImage;
  ami?: unknown;
}

/**
 * The problems that only show between settings. Shared by component and stack config, under their paths.
 * @param hasGroup whether the controller's machine is let in by its security group, without a word of the user's
 */
export function fleetProblems(args: PlainFleet, at = (key: string) => key, hasGroup = false): Problem[] {
  const problems: Problem[] = [];
  const report = (code: Problem["code"], path: string, message: string) =>
    problems.push({ code, path: at(path), message });
  const { minSize = fleetDefaults.minSize, maxSize = fleetDefaults.maxSize, spare = fleetDefaults.spare } = args;
  const { sshCidrs = [], sshGroups = [] } = args;
  if (!hasGroup && sshCidrs.length + sshGroups.length === 0)
    report("JD105", "sshCidrs", 'is needed: the network from which Jenkins reaches the machines, e.g. ["10.0.0.0/16"]');
  const ssh = { what: "SSH", fix: "Name the network of the controller" };
  problems.push(...openNetworkProblems(at("sshCidrs"), sshCidrs, ssh));
  if (minSize > maxSize)
    report(
      "JD107",
      "minSize",
      `${String(minSize)} is more than maxSize, ${String(maxSize)}. Lower it, or raise maxSize`,
    );
  if (spare > maxSize)
    report("JD107", "spare", `${String(spare)} is more than maxSize, ${String(maxSize)}. Lower it, or raise maxSize`);
  for (const key of ["labels", "instanceTypes", "subnetIds"] as const)
    if (args[key]?.length === 0) report("JD104", key, "is empty. Name one, or leave it out");
  if (args.ami !== undefined && args.image !== undefined)
    report("JD107", "image", "has no effect with ami. Remove one of them");
  if (args.controllerRole !== undefined && args.controllerUser !== undefined)
    report("JD107", "controllerUser", "has no effect with controllerRole. Remove one of them");
  return problems;
}

/** Settings in use that nobody has run yet: their keys and values. Pure. */
export function experimentalFleetSettings({ spotShare, dockerPackages }: FleetSettings): string[] {
  return [
    ...(spotShare > 0 ? [`spotShare: ${String(spotShare)}`] : []),
    ...(dockerPackages === DockerPackages.dockerCe ? [`dockerPackages: ${dockerPackages}`] : []),
  ];
}

/** Jenkins reads a list of labels with blanks between them, and operators in an expression. [core: hudson.model.Label, LabelExpression] */
function labelProblem(text: string): string | undefined {
  return /^[\w.-]+$/.test(text) ? undefined : `"${text}" is not a label: letters, digits, ".", "_" and "-", e.g. large`;
}

/** [docs.aws.amazon.com: IAM API, RoleName and UserName: pattern and length] */
function iamNameProblem(text: string): string | undefined {
  return /^[\w+=,.@-]{1,64}$/.test(text)
    ? undefined
    : `"${text}" is not a name in IAM. Give the name alone, without ARN or path`;
}

function arnProblem(text: string): string | undefined {
  if (/^arn:[\w-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/.test(text)) return undefined;
  return `"${text}" is not the ARN of a policy: arn:aws:iam::…:policy/…`;
}
