/** Turns what zod finds into problems as users read them. Pure. */
import { z } from "zod";
import { didYouMean, nearestWord, type Problem } from "./problems";
import { registryName } from "./image-reference";
import { type ProblemCode } from "./problem-codes";

/** Whether a value is a mapping that was written down: no list, and no object of a class. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  // An object of a class has a prototype that has a prototype itself. A plain object of another realm (some test runners) has another Object.prototype.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number, unit = ""): z.ZodNumber {
  const allowed = `a whole number from ${String(least)} to ${String(most)}${unit}`;
  return z.number({ error: allowed }).check(({ value, issues }) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    issues.push({ code: "custom", input: value, message: `${String(value)} is not allowed: ${allowed}` });
  });
}

const cpusAllowed = "a number of CPUs from 0.1 to 1024";
/** How many CPUs a container may use. */
export const cpuCount = z.number({ error: cpusAllowed }).check(({ value, issues }) => {
  if (value >= 0.1 && value <= 1024) return;
  issues.push({ code: "custom", input: value, message: `${String(value)} is not allowed: ${cpusAllowed}` });
});

/** What is wrong with the name of a component. Names of its resources are made of it, and some of them may not be long. */
export function nameProblems(name: string, longest: number): Problem[] {
  if (name.length <= longest) return [];
  const message = `"${name}" has ${String(name.length)} characters. A component's name has at most ${String(longest)}: names of its resources are made of it`;
  return [{ code: "JD104", path: "name", message }];
}

/** A text that `problem` finds nothing wrong with. */
export function textWith(code: ProblemCode, problem: (text: string) => string | undefined): z.ZodString {
  return z.string().check((context) => {
    const message = problem(context.value);
    if (message !== undefined) context.issues.push({ code: "custom", input: context.value, message, params: { code } });
  });
}

/** A registry's address, as it stands before an image's name. Docker Hub's may be the URL that a `config.json` has. */
export const registryAddress = textWith("JD104", (text) =>
  /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?$/.test(registryName(text))
    ? undefined
    : `"${text}" is not a registry's address: host[:port], without https:// and path, e.g. registry.example.org:5000`,
);

/**
 * Every problem of a value, in words: path, bad value, what is allowed, fix.
 * @param prefix the path of the value itself: `jenkins` for a stack's block of that name
 */
export function problemsOf(schema: z.ZodObject, value: unknown, prefix = ""): Problem[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) => inWords(issue, schema, value, prefix));
}

/** A value without what a schema finds wrong in it, for rules between the settings that are right. A list with a mistake is left out as a whole. */
export function withoutMistakes(schema: z.ZodType, value: Record<string, unknown>): Record<string, unknown> {
  const right = structuredClone(value);
  for (const { path, ...issue } of schema.safeParse(value).error?.issues ?? []) {
    const wrong = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    for (const wrongPath of wrong) {
      const list = wrongPath.findIndex((step) => typeof step === "number");
      const cut = list < 0 ? wrongPath : wrongPath.slice(0, list);
      const holder = within(right, cut.slice(0, -1));
      const key = cut.at(-1);
      if (isMapping(holder) && key !== undefined) Reflect.deleteProperty(holder, key);
    }
  }
  return right;
}

// Words that have codes of their own, so that a search for the code finds the page about the choice.
const codesOfWords: Record<string, ProblemCode> = { access: "JD101", host: "JD102" };
const meaningOfWords: Record<string, string> = {
  access: "a way to reach Docker",
  host: "a kind of host",
};

function inWords(issue: z.core.$ZodIssue, schema: z.ZodObject, value: unknown, prefix: string): Problem[] {
  const path = at(prefix, issue.path);
  const word = String(issue.path.at(-1) ?? "");
  const given = shown(word, within(value, issue.path));
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysOf(schema, issue.path);
      return issue.keys.map((key) => {
        const suggestion = nearestWord(key, known);
        return {
          code: "JD103" as const,
          path: at(path, [key]),
          message: `is not a setting.${nested(key, known) || didYouMean(key, known) || ` Known here: ${known.join(", ")}.`}`,
          ...(suggestion === undefined ? {} : { suggestion }),
        };
      });
    }
    case "invalid_type":
      if (given === undefined) return [{ code: "JD105", path, message: `is needed: ${article(issue.expected)}` }];
      return [
        {
          code: "JD104",
          path,
          message: `${given} is not ${article(issue.expected)}${instead(issue, within(value, issue.path))}`,
        },
      ];
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const meaning = meaningOfWords[word] ?? "allowed";
      const message = `${given ?? ""} is not ${meaning}: ${allowed.join(", ")}.${didYouMean((given ?? "").replaceAll('"', ""), allowed)}`;
      return [{ code: codesOfWords[word] ?? "JD104", path, message }];
    }
    case "custom":
      return [{ code: (issue.params?.code as ProblemCode | undefined) ?? "JD104", path, message: issue.message }];
    default:
      return [{ code: "JD104", path, message: `${given ?? ""}: ${issue.message}` }];
  }
}

/** What is allowed where a value is of the wrong type, or how it is written. */
function instead(issue: z.core.$ZodIssueInvalidType, value: unknown): string {
  if (!issue.message.startsWith("Invalid input")) return `: ${issue.message}`; // a schema's own words
  const text = JSON.stringify(value);
  switch (issue.expected) {
    case "array":
      return typeof value === "string" ? `. Write [${value}]` : "";
    case "object":
    case "record":
      return value === true ? ". Write {} for its defaults" : "";
    case "string": {
      // The user wrote `- git: 5.8.0`, with a blank after the colon.
      const [[key, inner] = ["", undefined], ...others] = isMapping(value) ? Object.entries(value) : [];
      if (typeof inner === "string" && others.length === 0) return `. Write "${key}:${inner}"`;
      return typeof value === "number" || typeof value === "boolean" ? `. Quote it: "${text}"` : "";
    }
    default:
      return "";
  }
}

/** A key that was written as `jenkins.port`. */
function nested(key: string, known: string[]): string {
  const [block = "", ...rest] = key.split(".");
  return rest.length > 0 && known.includes(block) ? ` Write ${rest.join(".")} inside of ${block}.` : "";
}

function at(prefix: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (so, step) =>
      typeof step === "number" ? `${so}[${String(step)}]` : so === "" ? String(step) : `${so}.${String(step)}`,
    prefix,
  );
}

function within(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((so, step) => (so as Record<PropertyKey, unknown> | undefined)?.[step], value);
}

/** The keys that a schema has at a path, through optional and default wrappers. */
function keysOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<z.ZodType | undefined>(
    (so, step) => (typeof step === "number" ? elementOf(so) : shapeOf(so)?.[step as string]),
    schema,
  );
  return Object.keys(shapeOf(found) ?? {});
}

function elementOf(schema: z.ZodType | undefined): z.ZodType | undefined {
  const list = unwrapped(schema);
  return list instanceof z.ZodArray ? (list.element as z.ZodType) : undefined;
}

function shapeOf(schema: z.ZodType | undefined): Record<string, z.ZodType> | undefined {
  const mapping = unwrapped(schema);
  return mapping instanceof z.ZodObject ? mapping.shape : undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wrapped ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

/** A value as JSON; what may hold a key is not repeated. */
function shown(word: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return /key|cert|password|secret|token/i.test(word) ? "this value" : JSON.stringify(value);
}

function article(kind: string): string {
  const names: Record<string, string> = {
    record: "a mapping",
    object: "a mapping",
    array: "a list",
    boolean: "true or false",
  };
  return names[kind] ?? `a ${kind}`;
}
