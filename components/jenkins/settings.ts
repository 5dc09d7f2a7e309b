/** A Jenkins' arguments with defaults filled in, after every rule was checked at once. */
import { isIP } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { AccessMode, OtherSettings } from "../access/contract";
import { Access, accessModes, blockOf, defaultAccess } from "../access/modes";
import { defaultImages } from "../default-images";
import { digestProblem, referenceProblem, registryName } from "../text/image-reference";
import { checkedInputs } from "../text/inputs";
import type { Problem } from "../text/problems";
import { caBundleSchema } from "../text/ca-bundle";
import { proxySchema, type ProxySettings, proxySettings } from "../text/proxy";
import { cpuCount, isMapping, nameProblems, problemsOf, textWith, wholeNumber } from "../text/validation";
import { type AgentSettings, agentSettings, agentsSchema } from "./agents/agent-settings";
import { backupSchema, type BackupSettings, backupSettings } from "./backup/backup-settings";
import type { Https, JenkinsArgs } from "./args";
import type { AwsKey } from "../endpoint/agent-fleet";
import { fleetPaths, fleetPlugin, fleetsSchema, type GivenFleet, givenFleets } from "./fleets/fleets";
import { type Casc, conflicts } from "./casc/casc-merge";
import { cascOf, cascSchema } from "./casc/own-casc";
import { lockProblems, openLockProblems, parsePlugin, pluginProblem, pluginsTwice } from "./controller/image/plugins";
import { type Registry, registriesSchema } from "./registries/registries";
import { secretsSchema } from "./secret-names";

const pluginsSchema = z.array(textWith("JD301", pluginProblem)).check(({ value, issues }) => {
  for (const { index, message } of pluginsTwice(value))
    issues.push({ code: "custom", input: value[index], message, path: [index], params: { code: "JD301" } });
});

/** Rules of Jenkins' own settings: the `jenkins` block of a stack's config, and most of the component's arguments. */
export const jenkinsSchema = z.strictObject({
  image: textWith("JD302", referenceProblem).optional(),
  customImage: textWith("JD302", digestProblem).optional(),
  plugins: pluginsSchema.optional(),
  https: z.strictObject({ domain: textWith("JD104", domainProblem).optional() }).optional(),
  port: wholeNumber(1, 65535).optional(),
  bindAddress: textWith("JD104", addressProblem).optional(),
  executors: wholeNumber(0, 1000).optional(),
  agents: agentsSchema.optional(),
  casc: cascSchema.optional().meta({ type: "mapping or YAML" }),
  homeVolume: textWith("JD104", volumeProblem).optional(),
  retainHome: z.boolean().optional(),
  backup: backupSchema.optional(),
  memoryMiB: wholeNumber(512, 1024 * 1024, " (MiB)").optional(),
  cpus: cpuCount.optional(),
  javaOpts: textWith("JD104", javaOptsProblem).optional(),
  timeZone: textWith("JD104", timeZoneProblem).optional(),
});

const argsSchema = jenkinsSchema.extend({
  ...accessBlockSchemas(),
  access: z.enum(Access).optional(),
  fleets: fleetsSchema.optional(),
  awsKey: z.any().optional(),
  registries: registriesSchema.optional(),
  secrets: secretsSchema.optional(),
  proxy: proxySchema.optional(),
  caBundle: caBundleSchema.optional(),
  pluginLock: z.array(textWith("JD301", pluginProblem)).optional(),
});

/** What the parts of the component are made from. */
export interface JenkinsSettings {
  access: Access;
  /** The access mode, and its block of options. */
  mode: AccessMode;
  block?: object;
  image: pulumi.Input<string>;
  customImage?: pulumi.Input<string>;
  plugins: string[];
  pluginLock?: string[];
  https?: Https;
  port: pulumi.Input<number>;
  bindAddress: pulumi.Input<string>;
  executors: number;
  agents: AgentSettings;
  fleets: GivenFleet[];
  awsKey?: pulumi.Output<AwsKey>;
  registries: Registry[];
  secrets: Record<string, pulumi.Input<string>>;
  proxy?: ProxySettings;
  caBundle?: pulumi.Input<string>;
  casc: pulumi.Input<Casc | string>;
  homeVolume?: pulumi.Input<string>;
  retainHome: boolean;
  backup?: BackupSettings;
  memoryMiB: pulumi.Input<number>;
  cpus?: pulumi.Input<number>;
  javaOpts: pulumi.Input<string>;
  timeZone: pulumi.Input<string>;
}

const defaults = {
  access: defaultAccess,
  image: defaultImages.jenkins,
  plugins: [],
  port: 8080,
  bindAddress: "127.0.0.1",
  executors: 0,
  fleets: [],
  registries: [],
  secrets: {},
  casc: {},
  retainHome: false,
  memoryMiB: 2048,
  javaOpts: "",
  timeZone: "Etc/UTC",
} satisfies Partial<JenkinsSettings>;

/** Where HTTPS is served unless said otherwise: to the network, which is what it is for. */
const httpsDefaults = { port: 443, bindAddress: "0.0.0.0" };

/** As Pulumi's own names of stacks and projects: together they stay below the 255 of an image's. [distribution/reference: NameTotalLengthMax] */
const longestName = 100;

/**
 * Settings from arguments. Plain values are checked at once, outputs when they are known.
 * @throws UserError with every problem of the plain values
 */
export function jenkinsSettings(name: string, args: JenkinsArgs): JenkinsSettings {
  const { endpoint, ...own } = args;
  const { image, customImage } = own; // the rules ask only whether these two are given
  const problems = (plain: object) => [
    ...nameProblems(name, longestName),
    ...problemsOf(argsSchema, plain),
    ...contradictions({ ...plain, endpoint, image, customImage }),
  ];
  const checked = checkedInputs(`Jenkins ${name}`, own, problems, ownRules);
  const { access = defaultAccess } = checked;
  const blocks = Object.keys(accessBlockSchemas());
  const others = Object.entries(checked).filter(([key]) => !blocks.includes(key));
  return {
    ...defaults,
    ...(checked.https === undefined ? {} : httpsDefaults),
    ...(Object.fromEntries(others) as Partial<JenkinsSettings>),
    mode: accessModes[access],
    block: blockOf(checked, access),
    agents: agentSettings(checked.agents),
    fleets: givenFleets(`Jenkins ${name}`, checked.fleets ?? []),
    awsKey: checked.awsKey && pulumi.secret(checked.awsKey),
    plugins: withFleetPlugin(checked.plugins ?? [], checked.fleets),
    registries: (checked.registries ?? []).map((registry) => ({
      ...registry,
      address: registryName(registry.address),
    })),
    backup: checked.backup && backupSettings(checked.backup),
    proxy: checked.proxy && proxySettings(checked.proxy),
  };
}

/** The user's plugins, and the one that fleets need. A line of the user's can pin its version. */
export function withFleetPlugin(plugins: string[], fleets: unknown[] = []): string[] {
  const isThere = plugins.some((line) => parsePlugin(line)?.id === fleetPlugin);
  return fleets.length === 0 || isThere ? plugins : [...plugins, fleetPlugin];
}

/** Settings whose own rules accept outputs. These rules get the outputs as they are. */
const ownRules = ["remote.endpoint", "remote.pool", ...fleetPaths];

/** The settings as a reviewer reads them, in a diff of the component itself. */
export function shownSettings({
  mode,
  block,
  registries,
  secrets,
  backup,
  fleets,
  awsKey,
  ...settings
}: JenkinsSettings): pulumi.Inputs {
  const shown = mode.shown(block);
  return {
    ...(fleets.length > 0 ? { fleets: fleets.map(({ plain }) => plain) } : {}),
    ...(awsKey ? { awsKey } : {}),
    ...(shown ? { [mode.name]: shown } : {}),
    ...(registries.length > 0 ? { registries: registries.map(withSecretPassword) } : {}),
    ...(backup ? { backup: withSecretsOfRepository(backup) } : {}),
    ...(Object.keys(secrets).length > 0 ? { secrets: pulumi.secret(secrets) } : {}),
    ...settings,
  };
}

function withSecretsOfRepository({ password, credentials, ...backup }: BackupSettings): pulumi.Inputs {
  return { ...backup, password: pulumi.secret(password), credentials: pulumi.secret(credentials) };
}

function withSecretPassword({ password, ...registry }: Registry): pulumi.Inputs {
  return { ...registry, ...(password === undefined ? {} : { password: pulumi.secret(password) }) };
}

/** The rules of the modes' blocks, by their keys. */
function accessBlockSchemas(): Record<string, z.ZodOptional<z.ZodObject>> {
  const schemas = Object.values(accessModes).map(({ name, schema }) => (schema ? [[name, schema.optional()]] : []));
  return Object.fromEntries(schemas.flat()) as Record<string, z.ZodOptional<z.ZodObject>>;
}

/** Problems between two settings of a component. */
function contradictions(args: JenkinsArgs): Problem[] {
  const { access = defaultAccess } = args;
  const strays = Object.values(Access).filter((other) => other !== access && blockOf(args, other) !== undefined);
  return [
    ...strays.map((other): Problem => {
      const message = `belongs to access "${other}", and access is "${access}". Remove it, or choose ${other}`;
      return { code: "JD106", path: other, message };
    }),
    ...(access in accessModes ? accessModes[access].problems(blockOf(args, access), otherSettings(args)) : []),
    ...jenkinsContradictions(args),
  ];
}

/** What a mode's rules may look at. */
export function otherSettings({
  customImage,
  port,
  https,
  fleets = [],
  agents,
}: Partial<Pick<JenkinsArgs, "customImage" | "port" | "https" | "agents">> & { fleets?: unknown[] }): OtherSettings {
  const uiPort = port ?? (https ? httpsDefaults.port : defaults.port);
  return {
    customImage: customImage !== undefined,
    ...(typeof uiPort === "number" ? { uiPort } : {}),
    hasFleets: fleets.length > 0,
    hasAgents: agents !== undefined,
  };
}

/** Problems between two of Jenkins' own settings. Shared by component and stack config, each with its own paths. */
export function jenkinsContradictions(
  args: Partial<Omit<JenkinsArgs, "backup" | "fleets">> & { fleets?: unknown[] },
  at = (key: string) => key,
): Problem[] {
  const problems: Problem[] = [];
  if (args.customImage !== undefined) {
    const message = "has no effect with customImage, which is used as it is. Remove one of them";
    for (const key of ["image", "plugins", "pluginLock"] as const) {
      if (args[key] !== undefined) problems.push({ code: "JD107", path: at(key), message });
    }
  }
  if (args.awsKey !== undefined && args.fleets === undefined) {
    const message = "has no effect without fleets, which it is for. Remove it, or name the fleets";
    problems.push({ code: "JD107", path: at("awsKey"), message });
  }
  if (args.https?.domain !== undefined && args.port !== undefined && args.port !== httpsDefaults.port) {
    const message = "has to be 443 with https.domain: ACME comes to that port. Remove it";
    problems.push({ code: "JD107", path: at("port"), message });
  }
  const casc: unknown = args.casc === undefined ? undefined : cascOf(args.casc as Casc | string);
  if (isMapping(casc)) problems.push(...conflicts(casc, at("casc"), at));
  if (args.pluginLock !== undefined) {
    problems.push(...lockProblems(args.plugins ?? [], args.pluginLock, at("plugins")));
    problems.push(...openLockProblems(args.pluginLock, at("pluginLock")));
    // The user's own lines were looked at above.
    const added = withFleetPlugin(args.plugins ?? [], args.fleets).slice(args.plugins?.length ?? 0);
    problems.push(...lockProblems(added, args.pluginLock, "fleets").map((problem) => ({ ...problem, path: "fleets" })));
  }
  return problems;
}

function domainProblem(text: string): string | undefined {
  if (/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(text))
    return undefined;
  return `"${text}" is not a domain, e.g. ci.example.org`;
}

function addressProblem(text: string): string | undefined {
  return isIP(text) ? undefined : `"${text}" is not an IP address of the engine's machine, e.g. 127.0.0.1 or 0.0.0.0`;
}

/** The image's script reads these words by xargs, which drops all of them where a quote has no end. [jenkinsci/docker: jenkins.sh] */
function javaOptsProblem(text: string): string | undefined {
  const withoutQuoted = text.replaceAll(/\\[^]|"[^"\n]*"|'[^'\n]*'/g, "");
  return /["']/.test(withoutQuoted)
    ? `${JSON.stringify(text)} has a quote without an end. Close it, or write \\" or \\'`
    : undefined;
}

function volumeProblem(text: string): string | undefined {
  if (/^[a-zA-Z0-9][\w.-]+$/.test(text)) return undefined;
  return `"${text}" is not the name of a Docker volume. A folder of the host cannot be a home`;
}

function timeZoneProblem(text: string): string | undefined {
  try {
    // Java and tzdata distinguish capital from small letters. Intl does not.
    const known = [...Intl.supportedValuesOf("timeZone"), "Etc/UTC", "UTC"];
    new Intl.DateTimeFormat("en", { timeZone: text });
    const right = known.find((name) => name.toLowerCase() === text.toLowerCase());
    return right === undefined || right === text ? undefined : `"${text}" is written ${right}`;
  } catch {
    return `"${text}" is not a time zone, e.g. Europe/Vienna`;
  }
}
