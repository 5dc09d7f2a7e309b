/** The agents' arguments with defaults filled in, and their rules. Pure. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { cpuCount, textWith, wholeNumber } from "../../text/validation";
import { lineProblem, variableNameProblem } from "../../text/strict-forms";
import { referenceProblem } from "../../text/image-reference";
import { defaultImages } from "../../default-images";
import { PullPolicy, type Agents, type AgentTemplate } from "./agent-args";

/** docker-plugin has one `NAME=value` a line. [docker-plugin: DockerTemplateBase, setEnvironmentsString] */
const environmentSchema = z.record(z.string(), textWith("JD104", lineProblem)).check(({ value, issues }) => {
  for (const name of Object.keys(value)) {
    const message = variableNameProblem(name);
    if (message !== undefined) issues.push({ code: "custom", input: name, message });
  }
});

/** Rules of the block, shared by component and stack config. */
export const agentsSchema = z.strictObject({
  image: textWith("JD302", referenceProblem).optional(),
  containerCap: wholeNumber(1, 1000).optional(),
  templates: z
    .array(
      z.strictObject({
        name: textWith("JD104", nameProblem),
        labels: z.array(textWith("JD104", labelProblem)).optional(),
        image: textWith("JD302", referenceProblem).optional(),
        memoryMiB: wholeNumber(128, 1024 * 1024, " (MiB)").optional(),
        cpus: cpuCount.optional(),
        user: textWith("JD104", userProblem).optional(),
        environment: environmentSchema.optional(),
        mounts: z.array(textWith("JD104", mountProblem)).optional(),
        instanceCap: wholeNumber(1, 1000).optional(),
        idleMinutes: wholeNumber(1, 24 * 60, " (minutes)").optional(),
        pullPolicy: z.enum(PullPolicy).optional(),
        pullCredentialsId: z.string().optional(),
      }),
    )
    .check(({ value, issues }) => {
      if (value.length === 0)
        issues.push({ code: "custom", input: value, message: "is empty. Leave it out for the default: one, docker" });
      value.forEach(({ name }, index) => {
        if (value.findIndex((other) => other.name === name) === index) return;
        const message = `"${name}" is the name of another template, too. Give each its own`;
        issues.push({ code: "custom", input: name, message, path: [index, "name"] });
      });
    })
    .optional(),
});

/** What has no default. A template without an image is of the stack's own. */
type WithoutDefault = "image" | "cpus" | "pullCredentialsId";

/** {@link AgentTemplate} with every default filled in. */
export type AgentTemplateSettings = Required<Omit<AgentTemplate, WithoutDefault>> & Pick<AgentTemplate, WithoutDefault>;

/** {@link Agents} with every default filled in. */
export interface AgentSettings {
  image: pulumi.Input<string>;
  containerCap: number;
  templates: AgentTemplateSettings[];
}

/** The same, where every output is known. */
export type KnownAgentSettings = pulumi.Unwrap<AgentSettings>;

/** Fills the defaults in. */
export function agentSettings(args?: z.infer<typeof agentsSchema>): KnownAgentSettings;
export function agentSettings(args?: Agents): AgentSettings;
export function agentSettings(args: Agents = {}): AgentSettings {
  const { image = defaultImages.agent, containerCap = 10, templates = [{ name: "docker" }] } = args;
  return {
    image,
    containerCap,
    templates: templates.map((template) => ({
      labels: [template.name],
      memoryMiB: 2048,
      user: "jenkins",
      environment: {},
      mounts: [],
      instanceCap: containerCap,
      idleMinutes: 5,
      pullPolicy: PullPolicy.missing,
      ...template,
    })),
  };
}

function nameProblem(text: string): string | undefined {
  return /^[\w.-]+$/.test(text) ? undefined : `"${text}" is not a template's name: letters, digits, "-", "_" and "."`;
}

function labelProblem(text: string): string | undefined {
  return /^[^\s&|!<>()"]+$/.test(text) ? undefined : `"${text}" is not one label: it has no spaces and no operators`;
}

function userProblem(text: string): string | undefined {
  return /^[a-z0-9_][\w.-]*(:[\w.-]+)?$/.test(text)
    ? undefined
    : `"${text}" is not a user of the image: a name or a number`;
}

/** The keys that the plugin knows; any other one stops it from starting an agent. [docker-plugin: DockerTemplateBase, parseMountsString] */
const mountKeys = /^(type|src|source|dst|destination|target|readonly|ro|bind-propagation|tmpfs-mode|tmpfs-size)$/;
const mountTypes = ["bind", "volume", "tmpfs"];

function mountProblem(text: string): string | undefined {
  const ofLine = lineProblem(text);
  if (ofLine !== undefined) return ofLine;
  const parts = text.split(",").map((part) => part.split("="));
  const valueOf = (...keys: string[]) => parts.find(([key = ""]) => keys.includes(key))?.[1];
  const unknown = parts.find(([key = ""]) => !mountKeys.test(key))?.[0];
  const example = "e.g. type=volume,src=maven,dst=/home/jenkins/.m2";
  if (unknown !== undefined) return `"${text}": "${unknown}" is not a key of a mount, ${example}`;
  const type = valueOf("type") ?? "volume";
  if (!mountTypes.includes(type)) return `"${text}": type is one of ${mountTypes.join(", ")}`;
  if (!valueOf("dst", "destination", "target")?.startsWith("/")) return `"${text}" has no dst=/folder, ${example}`;
  if (type === "bind" && !valueOf("src", "source")?.startsWith("/"))
    return `"${text}" has no src=/folder of the engine's machine`;
  return undefined;
}
