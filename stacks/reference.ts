/**
 * The stack's config as data, from its schema: what the block `config:` of Pulumi.yaml and docs/config.md are made from.
 * Pure. (tests/unit/stacks/reference.test.ts makes them, and fails where one of them differs.)
 */
import { z } from "zod";
import { configSchema } from "./config";

/** A key of the config. */
export interface ConfigKey {
  /** `aws.data.sizeGiB`, `jenkins.agents.templates[].name`. */
  path: string;
  /** In words: `text`, `number`, `true or false`, `local, existing or aws`. */
  type: string;
  /** Whether it has keys of its own. */
  block: boolean;
  /** What its schema says of it, where it does; else the arguments of the component do. */
  description?: string;
  default?: unknown;
  secret?: boolean;
}

/** All keys, in the order of the schema. */
export function configKeys(): ConfigKey[] {
  return keysOf(configSchema, "");
}

interface Meta {
  description?: string;
  default?: unknown;
  secret?: boolean;
  /** In words, where the schema takes more than it says. */
  type?: string;
}

function keysOf(schema: z.ZodObject, prefix: string): ConfigKey[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, given]) => {
    const inner = unwrapped(given);
    const element = inner instanceof z.ZodArray ? unwrapped(inner.element as z.ZodType) : inner;
    const path = `${prefix}${key}${inner instanceof z.ZodArray && element instanceof z.ZodObject ? "[]" : ""}`;
    const below = element instanceof z.ZodObject ? keysOf(element, `${path}.`) : [];
    const { description, default: usual, secret, type } = { ...metaOf(inner), ...metaOf(given) };
    const own = { path, type: type ?? typeInWords(inner), block: below.length > 0 };
    return [{ ...own, ...defined({ description, default: usual, secret }) }, ...below];
  });
}

function metaOf(schema: z.ZodType): Meta {
  return schema.meta() ?? {};
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

function typeInWords(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return choice(schema.options.map(String));
  if (schema instanceof z.ZodArray) return `list of ${plural(unwrapped(schema.element as z.ZodType))}`;
  if (schema instanceof z.ZodNumber) return "number";
  if (schema instanceof z.ZodBoolean) return "true or false";
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return "mapping";
  return "text";
}

function plural(element: z.ZodType): string {
  const word = typeInWords(element);
  return word === "mapping" ? "mappings" : `${word}s`;
}

function choice(words: string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** An entry of `config:` in Pulumi.yaml. [pulumi.com/docs: project file, "config"] */
export interface ProjectConfigEntry {
  type: "string" | "array" | "object";
  items?: { type: "string" | "object" };
  description: string;
  default?: unknown;
}

/**
 * The block `config:`: its keys are the top ones. What is left out has to have a default there, or the CLI asks for it; and
 * what has a default cannot be a secret there, since the CLI refuses the default for not being encrypted.
 * [pulumi/pulumi: sdk/go/common/workspace/config.go, ValidateStackConfigAndApplyProjectConfig] The program warns instead.
 */
export function projectConfig(): Record<string, ProjectConfigEntry> {
  const top = configKeys().filter(({ path }) => !path.includes("."));
  return Object.fromEntries(
    top.map(({ path, type, description = "", default: usual }) => {
      const list = type.startsWith("list of");
      const kind = list ? "array" : type === "mapping" ? "object" : "string";
      const items = path.endsWith("[]") ? ("object" as const) : ("string" as const);
      return [
        path.replace("[]", ""),
        {
          type: kind,
          ...(list ? { items: { type: items } } : {}),
          description,
          default: usual ?? (list ? [] : {}),
        } satisfies ProjectConfigEntry,
      ];
    }),
  );
}
