/**
 * What changes for programs in Pulumi's other languages: `node --import=tsx .github/scripts/schema-diff.ts OLD NEW`, two files of schema.json.
 * Prints Markdown for a reviewer.
 */
import * as fs from "node:fs";

interface Property {
  type?: string;
  $ref?: string;
  items?: Property;
  additionalProperties?: Property;
  secret?: boolean;
}
interface Shape {
  properties?: Record<string, Property>;
  inputProperties?: Record<string, Property>;
  requiredInputs?: string[];
  required?: string[];
  enum?: { value?: unknown }[];
}

/** What is read of schema.json. */
export interface Schema {
  resources: Record<string, Shape>;
  types: Record<string, Shape>;
}

/** A change, and whether a program that compiled may not compile any more. */
export interface SchemaChange {
  text: string;
  breaks: boolean;
}

/** All changes but those of descriptions. Pure. */
export function schemaChanges(before: Schema, after: Schema): SchemaChange[] {
  return [...changesOf(before.resources, after.resources), ...changesOf(before.types, after.types)];
}

function changesOf(before: Record<string, Shape>, after: Record<string, Shape>): SchemaChange[] {
  return both(before, after).flatMap((token): SchemaChange[] => {
    const name = token.split(":").at(-1) ?? token;
    const [was, is] = [before[token], after[token]];
    if (!was) return [{ text: `\`${name}\` is new`, breaks: false }];
    if (!is) return [{ text: `\`${name}\` is gone`, breaks: true }];
    return [
      ...propertyChanges(name, was.inputProperties ?? {}, is.inputProperties ?? {}),
      ...propertyChanges(name, was.properties ?? {}, is.properties ?? {}),
      ...requirementChanges(
        name,
        [...(was.requiredInputs ?? was.required ?? [])],
        is.requiredInputs ?? is.required ?? [],
      ),
      ...valueChanges(name, valuesOf(was), valuesOf(is)),
    ];
  });
}

function propertyChanges(
  name: string,
  before: Record<string, Property>,
  after: Record<string, Property>,
): SchemaChange[] {
  return both(before, after).flatMap((key): SchemaChange[] => {
    const [was, is] = [before[key], after[key]];
    if (!was) return [{ text: `\`${name}.${key}\` is new`, breaks: false }];
    if (!is) return [{ text: `\`${name}.${key}\` is gone`, breaks: true }];
    const [type, now] = [typeOf(was), typeOf(is)];
    return type === now ? [] : [{ text: `\`${name}.${key}\` is ${now}, and was ${type}`, breaks: true }];
  });
}

function requirementChanges(name: string, before: string[], after: string[]): SchemaChange[] {
  return [
    ...after
      .filter((key) => !before.includes(key))
      .map((key) => ({ text: `\`${name}.${key}\` is needed now`, breaks: true })),
    ...before
      .filter((key) => !after.includes(key))
      .map((key) => ({ text: `\`${name}.${key}\` is optional now`, breaks: false })),
  ];
}

function valueChanges(name: string, before: string[], after: string[]): SchemaChange[] {
  return [
    ...after
      .filter((value) => !before.includes(value))
      .map((value) => ({ text: `\`${name}\` may be ${value}`, breaks: false })),
    ...before
      .filter((value) => !after.includes(value))
      .map((value) => ({ text: `\`${name}\` may not be ${value} any more`, breaks: true })),
  ];
}

function valuesOf({ enum: values = [] }: Shape): string[] {
  return values.map(({ value }) => JSON.stringify(value));
}

function typeOf({ type, $ref, items, additionalProperties, secret }: Property): string {
  const inner = items ?? additionalProperties;
  const own = $ref?.split(":").at(-1) ?? type ?? "anything";
  return `${secret ? "a secret " : ""}${own}${inner ? ` of ${typeOf(inner)}` : ""}`;
}

function both(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}

/** The changes as Markdown. Pure. */
export function markdownOf(changes: SchemaChange[]): string {
  if (changes.length === 0) return "Nothing changes for programs in Pulumi's other languages.";
  const lines = (breaks: boolean) => changes.filter((one) => one.breaks === breaks).map(({ text }) => `- ${text}`);
  const [breaking, others] = [lines(true), lines(false)];
  return [
    "## For programs in Pulumi's other languages",
    ...(breaking.length > 0 ? ["", "What may not compile any more:", "", ...breaking] : []),
    ...(others.length > 0 ? ["", "What is new or optional:", "", ...others] : []),
  ].join("\n");
}

if (require.main === module) {
  const [before = "", after = ""] = process.argv.slice(2);
  const read = (file: string) => JSON.parse(fs.readFileSync(file, "utf8")) as Schema;
  console.log(markdownOf(schemaChanges(read(before), read(after))));
}
