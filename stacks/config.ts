/** A stack's config: read and checked in one place. Pure; index.ts hands in what Pulumi has. */
import { z } from "zod";
import { Access, accessModes, blockOf, defaultAccess } from "../components/access/modes";
import { defaultSocketPath, parseDockerHost, socketBySsh } from "../components/endpoint/endpoint";
import { engineProblems } from "../components/endpoint/endpoint-rules";
import { BuildsEngine } from "../components/host/bootstrap/host-settings";
import { awsProblems, awsSchema } from "../components/host/aws/aws-settings";
import { pluginProblem } from "../components/jenkins/controller/image/plugins";
import { registriesSchema } from "../components/jenkins/registries/registries";
import { secretsSchema } from "../components/jenkins/secret-names";
import { jenkinsContradictions, jenkinsSchema, otherSettings } from "../components/jenkins/settings";
import type { Problem } from "../components/text/problems";
import { caBundleSchema } from "../components/text/ca-bundle";
import { proxySchema } from "../components/text/proxy";
import { UserError } from "../components/text/user-error";
import { mirrorProblem } from "../components/text/strict-forms";
import { problemsOf, textWith, withoutMistakes } from "../components/text/validation";
import { engineAddress, engineSocket } from "./engine-config";
import { fleetsProblems, fleetsSchema } from "./fleets/fleets-config";
import { Host } from "./hosts";
import { type StackBlocks, stackModes } from "./modes";
import { withShared } from "./shared";

/** Rules of a stack's config, with what its top keys are: Pulumi.yaml and docs/config.md are made from it (reference.ts). */
export const configSchema = z.strictObject({
  host: z.enum(Host).optional().meta({
    description: "Where Docker runs: the engine of this machine, one that is given, or an EC2 VM",
    default: Host.local,
  }),
  access: z.enum(Access).optional().meta({
    description:
      "How builds reach Docker: the host's engine (dood), one of their own (dind), another machine's (remote), those of machines that come and go (fleet)",
    default: defaultAccess,
  }),
  local: z
    .strictObject({ dockerHost: z.string().optional(), socketGid: engineSocket.socketGid })
    .optional()
    .meta({ description: "Options of host: local" }),
  existing: z
    .strictObject({ ...engineAddress, ...engineSocket })
    .optional()
    .meta({ description: "Options of host: existing, which needs dockerHost" }),
  aws: awsSchema.optional().meta({ description: "Options of host: aws, which needs allowedCidrs" }),
  ...blockSchemas(),
  fleets: fleetsSchema.optional().meta({
    description: "Machines on EC2 that come and go for builds: access fleet needs them, and others can have them, too",
  }),
  jenkins: jenkinsSchema.optional().meta({ description: "Options of Jenkins itself, and of its agents" }),
  registries: registriesSchema
    .optional()
    .meta({ description: "Registries that want a login, or whose CA nobody knows" }),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional().meta({
    description: "Mirrors of Docker Hub, for every engine that the stack makes",
  }),
  proxy: proxySchema.optional().meta({
    description:
      "A proxy that is the only way out: for everything that the stack makes, VMs, engines, images, agents and their builds",
  }),
  caBundle: caBundleSchema.optional().meta({
    description:
      "PEM of the CAs of a company's network, or the path of its file. Everything that the stack makes trusts them. More than 100 KiB needs a file",
    default: "",
  }),
  secrets: secretsSchema.optional().meta({
    description: "Secrets by name, for ${name} in the casc: pulumi config set --secret --path secrets.NAME",
    secret: true,
  }),
});

/** A stack's config, checked. Blocks of choices that were not made stand in it, too. */
export type StackConfig = z.infer<typeof configSchema> & StackBlocks & { host: Host; access: Access };

/** A project's own keys, without their namespace; a stack has those of providers, too. */
export function ownKeys(project: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(texts).filter(([key]) => key.startsWith(`${project}:`));
  return Object.fromEntries(own.map(([key, text]) => [key.slice(project.length + 1), text]));
}

/** Keys of ours that were given another namespace, and would not be read. A provider may have one of that name: `docker:host`. */
export function strayKeys(project: string, texts: Readonly<Record<string, string>>): Problem[] {
  const strays = Object.keys(texts).filter((full) => {
    const [namespace = "", key = ""] = full.split(":");
    return namespace !== project && namespace !== "docker" && key in configSchema.shape;
  });
  return strays.map((full) => {
    const message = `belongs to another project, and this program does not read it. Write ${project}:${full.split(":")[1] ?? ""}`;
    return { code: "JD103", path: full, message };
  });
}

/**
 * The config of a stack from its texts, as `pulumi config` has them: one a key, objects as JSON.
 * @param lock lines of the stack's plugin lock, where it has one
 * @param others problems that were found before
 * @throws UserError with every problem at once
 */
export function stackConfig(
  stack: string,
  texts: Readonly<Record<string, string>>,
  lock?: string[],
  others: Problem[] = [],
): StackConfig {
  const present = Object.entries(texts).filter(([key, text]) => !isLeftOut(key, text));
  const given = Object.fromEntries(present.map(([key, text]) => [key, parsed(text)]));
  const problems = [...others, ...problemsOf(configSchema, given)];
  const { data } = configSchema.safeParse(withoutMistakes(configSchema, given));
  const config: StackConfig = { host: Host.local, access: defaultAccess, ...data };
  // Settings without a mistake are compared with each other, even beside settings with one. So all mistakes are reported at once.
  if (data) problems.push(...betweenSettings(config, lock).filter((problem) => isNew(problem, problems)));
  if (problems.length > 0) throw new UserError(`the configuration of stack ${stack}`, problems);
  return withShared(config);
}

/** Whether a problem is of other settings than those that were found wrong, and follows from none of them. */
function isNew({ path, because = [] }: Problem, found: Problem[]): boolean {
  if (found.some((other) => because.includes(other.path))) return false;
  // With `aws.allowedCdirs`, the missing `aws.allowedCidrs` is the same mistake.
  const meant = ({ code, path: other, suggestion }: Problem) =>
    code === "JD103" && parent(other) === parent(path) && suggestion === path.slice(parent(path).length + 1);
  return !found.some((other) => meant(other) || within(path)(other));
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** Whether a path is one that has a problem already, or is part of it, or has it as its part. */
function within(path: string): (problem: Problem) => boolean {
  const inside = (inner: string, outer: string) => inner === outer || /^[.[]/.test(inner.slice(outer.length));
  return ({ path: other }) =>
    (path.startsWith(other) && inside(path, other)) || (other.startsWith(path) && inside(other, path));
}

/** What a stack leaves out comes with the empty default of Pulumi.yaml (reference.ts). */
function isLeftOut(key: string, text: string): boolean {
  if (!(key in configSchema.shape)) return false;
  return text === "{}" || text === "[]" || (key === "caBundle" && text === "");
}

/**
 * Throws where another stack than local is about to be encrypted with the passphrase that `npm start` made for it.
 * @param passphraseFile what PULUMI_CONFIG_PASSPHRASE_FILE says
 * @throws UserError
 */
export function checkPassphrase(stack: string, passphraseFile: string | undefined): void {
  if (stack === "local" || !/[/\\]\.local[/\\]passphrase$/.test(passphraseFile ?? "")) return;
  const message = `is the generated passphrase of stack local. Give stack ${stack} a passphrase or secrets provider of its own`;
  throw new UserError(`the environment of stack ${stack}`, [
    { code: "JD108", path: "PULUMI_CONFIG_PASSPHRASE_FILE", message },
  ]);
}

/** The problems that only show when each value by itself is right. */
function betweenSettings(config: StackConfig, pluginLock: string[] | undefined): Problem[] {
  const mode = accessModes[config.access];
  const problems = [
    ...jenkinsContradictions({ ...config.jenkins, fleets: config.fleets, pluginLock }, (key) =>
      key === "pluginLock" ? "plugin lock" : `jenkins.${key}`,
    ),
    ...modeProblems(config),
    ...fleetsProblems(config),
  ];
  if (config.host === Host.existing) {
    // Only a mode that mounts the engine's own socket reads its path.
    const mounted = mode.sharesEngine(blockOf(config, config.access)) ? {} : { socketPath: undefined };
    problems.push(...engineProblems({ ...config.existing, ...mounted }, "existing.dockerHost"));
    if (mode.needs(blockOf(config, config.access)).socketGroup && config.existing?.socketGid === undefined) {
      const { dockerHost = "", socketPath } = config.existing ?? {};
      const target = parseDockerHost(dockerHost);
      const socket = socketPath ?? (target && socketBySsh(target)) ?? defaultSocketPath;
      const message = `is needed with access "${mode.name}": on that machine, stat -c %g ${socket}`;
      problems.push({ code: "JD203", path: "existing.socketGid", message, because: ["access"] });
    }
  }
  if (config.host === Host.aws) problems.push(...awsHostProblems(config));
  (pluginLock ?? []).forEach((line, index) => {
    const message = pluginProblem(line);
    if (message !== undefined)
      problems.push({ code: "JD301", path: `plugin lock, plugin ${String(index + 1)}`, message });
  });
  return problems;
}

/** What is wrong with the chosen mode's block, as a stack's config has it. */
function modeProblems(config: StackConfig): Problem[] {
  const ofStack = stackModes[config.access];
  if (ofStack) return ofStack.problems(config);
  const others = otherSettings({ ...config.jenkins, fleets: config.fleets });
  const problems = accessModes[config.access].problems(blockOf(config, config.access), others);
  return problems.map((problem) => (problem.path === "agents" ? { ...problem, path: "jenkins.agents" } : problem));
}

/** Whether `destroy` leaves the data disk, and so has to leave the home on it. */
export function keepsDisk(aws: StackConfig["aws"]): boolean {
  return aws?.data?.retain === true || aws?.data?.volumeId !== undefined;
}

function awsHostProblems(config: StackConfig): Problem[] {
  const { aws = {}, access, jenkins } = config;
  const problems = awsProblems(aws, (key) => `aws.${key}`);
  const { root, runtime } = accessModes[access].needs(blockOf(config, access));
  if (aws.usernsRemap && root) {
    const message = `leaves no root to access "${access}", which needs it. Remove it, or use dind.isolation: sysbox`;
    problems.push({ code: "JD107", path: "aws.usernsRemap", message, because: ["access"] });
  }
  const { socketPath, socketGid } = config.dood ?? {};
  const takesBuildsEngine = aws.buildsEngine === BuildsEngine.rootless && access === Access.dood;
  if (takesBuildsEngine && socketPath === undefined && socketGid !== undefined) {
    const message = "has no effect with aws.buildsEngine, whose group is known. Remove it";
    problems.push({ code: "JD107", path: "dood.socketGid", message });
  }
  if (jenkins?.retainHome !== undefined && jenkins.retainHome !== keepsDisk(aws)) {
    const what = keepsDisk(aws) ? "is false, and the data disk is kept" : "is true, and the data disk is not kept";
    const message = `${what}: the home is on it. Leave this out, and set aws.data.retain as you want both`;
    problems.push({ code: "JD107", path: "jenkins.retainHome", message });
  }
  if (jenkins?.bindAddress?.startsWith("127.")) {
    const message = `"${jenkins.bindAddress}" is reached from the VM alone. Leave it out`;
    problems.push({ code: "JD107", path: "jenkins.bindAddress", message });
  }
  // Sysbox is the only runtime that the set-up of a VM can install.
  if (runtime && !aws.sysbox) {
    const message = `is needed with ${runtime.path}: sysbox: set it to true`;
    problems.push({ code: "JD105", path: "aws.sysbox", message, because: ["access"] });
  }
  return problems;
}

/** A VM that a stack makes: its host's name, and its block with that one's path. */
export interface AwsHost {
  name: string;
  path: string;
  aws: StackConfig["aws"];
}

/** The VMs that a stack makes: the controller's, and those that the access mode has. */
export function awsHosts(config: StackConfig): AwsHost[] {
  const { host, access, aws } = config;
  return [
    ...(host === Host.aws ? [{ name: "aws", path: "aws", aws }] : []),
    ...(stackModes[access]?.vms(config) ?? []),
  ];
}

/** The rules of the modes' blocks, by their keys. */
function blockSchemas(): object {
  const schemas = Object.entries(accessModes).map(([access, { name, schema }]) => {
    const ofStack = stackModes[access as Access];
    const rules = ofStack?.schema ?? schema;
    const description = ofStack?.description ?? `Options of access: ${name}`;
    return rules ? [[name, rules.optional().meta({ description })]] : [];
  });
  return Object.fromEntries(schemas.flat()) as object;
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
