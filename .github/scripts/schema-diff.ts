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
  plain?: boolean;
}
interface Shape {
  properties?: Record<string, Property>;
  inputProperties?: Record<string, Property>;
  requiredInputs?: string[];
  required?: string[];
  enum?: { name?: string; value?: unknown }[];
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
  return [
    ...changesOf(before.resources, after.resources, (name, old, now) => [
      ...requirementChanges(name, old.requiredInputs, now.requiredInputs, { needed: true, optional: false }),
      ...requirementChanges(name, old.required, now.required, { needed: false, optional: true }),
    ]),
    // A type may be of an argument, of an output or of both.
    ...changesOf(before.types, after.types, (name, old, now) =>
      requirementChanges(name, old.required, now.required, { needed: true, optional: true }),
    ),
  ];
}

function changesOf(
  before: Record<string, Shape>,
  after: Record<string, Shape>,
  requirements: (name: string, old: Shape, now: Shape) => SchemaChange[],
): SchemaChange[] {
  return both(before, after).flatMap((token): SchemaChange[] => {
    const name = token.split(":").at(-1) ?? token;
    const [old, now] = [before[token], after[token]];
    if (!old) return [{ text: `\`${name}\` is new`, breaks: false }];
    if (!now) return [{ text: `\`${name}\` is gone`, breaks: true }];
    return [
      ...propertyChanges(name, old.inputProperties ?? {}, now.inputProperties ?? {}),
      ...propertyChanges(name, old.properties ?? {}, now.properties ?? {}),
      ...requirements(name, old, now),
      ...valueChanges(name, valuesOf(old), valuesOf(now)),
    ];
  });
}

function propertyChanges(
  name: string,
  before: Record<string, Property>,
  after: Record<string, Property>,
): SchemaChange[] {
  return both(before, after).flatMap((key): SchemaChange[] => {
    const [old, now] = [before[key], after[key]];
    if (!old) return [{ text: `\`${name}.${key}\` is new`, breaks: false }];
    if (!now) return [{ text: `\`${name}.${key}\` is gone`, breaks: true }];
    const [oldType, type] = [typeOf(old), typeOf(now)];
    return type === oldType ? [] : [{ text: `\`${name}.${key}\` is ${type}, and was ${oldType}`, breaks: true }];
  });
}

/** @param breaks whether a property that becomes needed, or optional, breaks programs */
function requirementChanges(
  name: string,
  before: string[] = [],
  after: string[] = [],
  breaks: { needed: boolean; optional: boolean },
): SchemaChange[] {
  const needed = after.filter((key) => !before.includes(key));
  const optional = before.filter((key) => !after.includes(key));
  return [
    ...needed.map((key) => ({ text: `\`${name}.${key}\` is always there now`, breaks: breaks.needed })),
    ...optional.map((key) => ({ text: `\`${name}.${key}\` may be absent now`, breaks: breaks.optional })),
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

/** Programs type the names of choices. */
function valuesOf({ enum: values = [] }: Shape): string[] {
  return values.map(({ name, value }) => `${JSON.stringify(value)}${name === undefined ? "" : `, called ${name}`}`);
}

function typeOf({ type, $ref, items, additionalProperties, secret, plain }: Property): string {
  const inner = items ?? additionalProperties;
  const own = $ref?.split(":").at(-1) ?? type ?? "anything";
  return `${secret ? "a secret " : ""}${plain ? "plain " : ""}${own}${inner ? ` of ${typeOf(inner)}` : ""}`;
}

/** The keys of two objects. */
function both(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

/** The changes as Markdown. Pure. */
export function markdownOf(changes: SchemaChange[]): string {
  if (changes.length === 0) return "Nothing changes for programs in Pulumi's other languages.";
  const lines = (breaks: boolean) =>
    changes.filter((change) => change.breaks === breaks).map(({ text }) => `- ${text}`);
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
