/** A Jenkins' arguments with defaults filled in, after every rule was checked at once. */
import { isIP } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import {
  Access,
  DindPlacement,
  DindIsolation,
  type DindSettings,
  type ModeSettings,
  type Remote,
  type RemoteSettings,
} from "../access/contract";
import { type Problem } from "../text/problems";
import { UserError } from "../text/user-error";
import { caBundleSchema, proxySchema, type ProxySettings, proxySettings } from "../text/proxy";
import { cpuCount, mirrorProblem, problemsOf, textWith, wholeNumber } from "../text/validation";
import { type AgentSettings, agentSettings, agentsSchema } from "./agents/agent-settings";
import type { Https, JenkinsArgs } from "./args";
import { cascOf, cascSchema } from "./casc/own-casc";
import { conflicts, type Casc } from "./casc/merge";
import { type Registry, registriesSchema } from "./registries/registries";
import { secretsSchema } from "./secret-names";
import { lockProblems, pluginProblem, pluginsTwice } from "./controller/image/plugins";
import { digestProblem, referenceProblem } from "../text/image-reference";

/** Rules of the `dind` block, shared by component and stack config. */
export const dindSchema = z.strictObject({
  placement: z.enum(DindPlacement).optional(),
  isolation: z.enum(DindIsolation).optional(),
  image: textWith("JD302", referenceProblem).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
});

const pluginsSchema = z.array(textWith("JD301", pluginProblem)).check(({ value, issues }) => {
  for (const { index, message } of pluginsTwice(value))
    issues.push({ code: "custom", input: value[index], message, path: [index], params: { code: "JD301" } });
});

/** Rules of the second engine in a container, shared by component and stack config. */
export const engineContainerSchema = z.strictObject({
  port: wholeNumber(1, 65535).optional(),
  image: textWith("JD302", referenceProblem).optional(),
  registryMirrors: z.array(textWith("JD104", mirrorProblem)).optional(),
});

// What an endpoint is can be known later; then it is checked, before anything is made (checked-endpoint.ts).
const remoteEngine = { endpoint: z.any().optional(), ownKey: z.boolean().optional() };
const remoteSchema = z.strictObject({
  ...remoteEngine,
  container: engineContainerSchema.optional(),
  pool: z.array(z.strictObject(remoteEngine)).optional(),
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
  memoryMiB: wholeNumber(512, 1024 * 1024, " (MiB)").optional(),
  cpus: cpuCount.optional(),
  javaOpts: z.string().optional(),
  timeZone: textWith("JD104", timeZoneProblem).optional(),
});

const argsSchema = jenkinsSchema.extend({
  access: z.enum(Access).optional(),
  dind: dindSchema.optional(),
  remote: remoteSchema.optional(),
  registries: registriesSchema.optional(),
  secrets: secretsSchema.optional(),
  proxy: proxySchema.optional(),
  caBundle: caBundleSchema.optional(),
  pluginLock: z.array(textWith("JD301", pluginProblem)).optional(),
});

/** What the parts of the component are made from. */
export interface JenkinsSettings extends ModeSettings {
  access: Access;
  image: pulumi.Input<string>;
  customImage?: pulumi.Input<string>;
  plugins: string[];
  pluginLock?: string[];
  https?: Https;
  port: pulumi.Input<number>;
  bindAddress: pulumi.Input<string>;
  executors: number;
  agents: AgentSettings;
  registries: Registry[];
  secrets: Record<string, pulumi.Input<string>>;
  proxy?: ProxySettings;
  caBundle?: string;
  casc: pulumi.Input<Casc | string>;
  homeVolume?: pulumi.Input<string>;
  retainHome: boolean;
  memoryMiB: pulumi.Input<number>;
  cpus?: pulumi.Input<number>;
  javaOpts: pulumi.Input<string>;
  timeZone: pulumi.Input<string>;
}

/** The images that are used unless others are named: pinned, and changed by a release alone. */
export const defaultImages = { jenkins: "jenkins/jenkins:2.580.2-lts-jdk21", dind: "docker:29-dind", caddy: "caddy:2" };

const defaults = {
  access: Access.dood,
  image: defaultImages.jenkins,
  plugins: [],
  port: 8080,
  bindAddress: "127.0.0.1",
  executors: 0,
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

const dindDefaults: DindSettings = {
  placement: DindPlacement.sidecar,
  isolation: DindIsolation.privileged,
  image: defaultImages.dind,
  registryMirrors: [],
};

const containerDefaults = { port: 2376, image: defaultImages.dind, registryMirrors: [] };

/**
 * Settings from arguments. Plain values are checked at once, outputs when they are known.
 * @throws UserError with every problem of the plain values
 */
export function jenkinsSettings(name: string, args: JenkinsArgs): JenkinsSettings {
  const where = `Jenkins ${name}`;
  const given = Object.entries(args) as [string, unknown][];
  const present = given.filter(([key, value]) => key !== "endpoint" && value !== undefined);
  const plain = Object.fromEntries(present.filter(([, value]) => !knownLater(value)));
  const problems = [...problemsOf(argsSchema, plain), ...contradictions(args)];
  if (problems.length > 0) throw new UserError(where, problems);

  const checked = present.map(([key, value]) => [key, knownLater(value) ? inChain(where, key, value) : value]);
  return {
    ...defaults,
    ...(args.https === undefined ? {} : httpsDefaults),
    ...(Object.fromEntries(checked) as Partial<JenkinsSettings>),
    dind: { ...dindDefaults, ...args.dind },
    remote: remoteSettings(args.remote),
    agents: agentSettings(args.agents),
    proxy: args.proxy && proxySettings(args.proxy),
  };
}

function remoteSettings({ endpoint, ownKey = true, container, pool = [] }: Remote = {}): RemoteSettings {
  const first = endpoint === undefined ? [] : [{ endpoint, ownKey }];
  return {
    engines: [...first, ...pool.map((engine) => ({ ownKey: true, ...engine }))],
    ...(container ? { container: { ...containerDefaults, ...container } } : {}),
  };
}

/** The problems that only show between two settings. Shared by component and stack config, under their paths. */
export function contradictions(args: Partial<JenkinsArgs>, at = (key: string) => key): Problem[] {
  const problems: Problem[] = [];
  if (args.dind !== undefined && args.access !== Access.dind) {
    const message = `belongs to access "dind", and access is "${args.access ?? defaults.access}". Remove it, or choose dind`;
    problems.push({ code: "JD106", path: "dind", message });
  }
  problems.push(...remoteProblems(args));
  if (args.customImage !== undefined) {
    const message = "has no use with customImage, which is taken as it is. Remove one of them";
    for (const key of ["image", "plugins", "pluginLock"] as const) {
      if (args[key] !== undefined) problems.push({ code: "JD107", path: at(key), message });
    }
    if (args.access === Access.dind && args.dind?.placement === DindPlacement.embedded) {
      const reason = '"embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage';
      problems.push({ code: "JD107", path: "dind.placement", message: reason });
    }
  }
  if (args.https?.domain !== undefined && args.port !== undefined && args.port !== httpsDefaults.port) {
    const message = "has to be 443 with https.domain: ACME comes to that port. Remove it";
    problems.push({ code: "JD107", path: at("port"), message });
  }
  if (args.casc !== undefined && !knownLater(args.casc)) {
    problems.push(...conflicts(cascOf(args.casc as Casc | string), at("casc"), at));
  }
  if (args.pluginLock !== undefined) problems.push(...lockProblems(args.plugins ?? [], args.pluginLock, at("plugins")));
  return problems;
}

function remoteProblems({ access = defaults.access, remote, port, https }: Partial<JenkinsArgs>): Problem[] {
  if (access !== Access.remote) {
    const message = `belongs to access "remote", and access is "${access}". Remove it, or choose remote`;
    return remote === undefined ? [] : [{ code: "JD106", path: "remote", message }];
  }
  if (remote?.endpoint !== undefined && remote.container !== undefined) {
    const message = "has no use with remote.endpoint, which is the builds' engine. Remove one of them";
    return [{ code: "JD107", path: "remote.container", message }];
  }
  const uiPort = port ?? (https ? httpsDefaults.port : defaults.port);
  const taken = remote?.container && (remote.container.port ?? containerDefaults.port);
  if (taken === uiPort) {
    const message = `${String(taken)} is the port of the web interface. Choose another one`;
    return [{ code: "JD107", path: "remote.container.port", message }];
  }
  if (remote?.endpoint !== undefined || remote?.container !== undefined) return [];
  const message = 'is needed with access "remote": the endpoint of the machine that builds use';
  return [{ code: "JD105", path: "remote.endpoint", message }];
}

function knownLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

function inChain(where: string, key: string, value: pulumi.Input<unknown>): pulumi.Output<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  return output.apply((known: unknown) => {
    const problems = problemsOf(argsSchema, { [key]: known });
    if (key === "casc" && problems.length === 0)
      problems.push(...conflicts(cascOf(known as Casc | string), key, (setting) => setting));
    if (problems.length > 0) throw new UserError(where, problems);
    return known;
  });
}

function domainProblem(text: string): string | undefined {
  if (/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(text)) return undefined;
  return `"${text}" is not a domain, e.g. ci.example.org`;
}

function addressProblem(text: string): string | undefined {
  return isIP(text) ? undefined : `"${text}" is not an IP address of the engine's machine, e.g. 127.0.0.1 or 0.0.0.0`;
}

function volumeProblem(text: string): string | undefined {
  if (/^[a-zA-Z0-9][\w.-]+$/.test(text)) return undefined;
  return `"${text}" is not the name of a Docker volume. A folder of the host cannot be a home`;
}

function timeZoneProblem(text: string): string | undefined {
  try {
    // Java and tzdata know the case of letters, other than Intl.
    const known = [...Intl.supportedValuesOf("timeZone"), "Etc/UTC", "UTC"];
    new Intl.DateTimeFormat("en", { timeZone: text });
    const right = known.find((name) => name.toLowerCase() === text.toLowerCase());
    return right === undefined || right === text ? undefined : `"${text}" is written ${right}`;
  } catch {
    return `"${text}" is not a time zone, e.g. Europe/Vienna`;
  }
}
