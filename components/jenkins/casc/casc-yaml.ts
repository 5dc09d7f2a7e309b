/**
 * A casc's YAML, read and written so that Jenkins gets the text that was typed. JCasC reads by SnakeYAML, a YAML 1.1 reader, and keeps the
 * text of numbers and truths as it stands. So a plain scalar keeps its text here, too, and a text that a YAML 1.1 reader would take for
 * something else is quoted. Pure. [configuration-as-code-plugin: ModelConstructor; snakeyaml: Resolver]
 */
import { parseDocument, type ScalarTag, stringify } from "yaml";
import { isMapping } from "../../text/validation";

/** A scalar without quotes that is no text to a YAML 1.1 reader: a number, a truth, a date, nothing. */
export class PlainScalar {
  /** @param source as it was typed: `007`, `True`, `2024-01-01`, `~` */
  constructor(readonly source: string) {}

  /** The text of a key, such as `on`: the parser asks for it. */
  toString(): string {
    return this.source;
  }
}

/** What YAML has for nothing; an empty text, too. */
const nothing = /(?:~|null|Null|NULL)?/;

/** What the resolver of SnakeYAML takes for something else than a text. [snakeyaml: Resolver, its patterns] */
const notTexts = [
  /(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)/,
  /[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+/,
  /[-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*/,
  /[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)/,
  /[-+]?0b_*[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+/,
  // SnakeYAML takes 08 for a text. Other readers take it for a number.
  /[-+]?[0-9]+/,
  nothing,
  /[0-9]{4}-[0-9]{2}-[0-9]{2}/,
  /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?/,
  /=/,
];
const whole = (...patterns: RegExp[]) => new RegExp(`^(?:${patterns.map(({ source }) => source).join("|")})$`);
const notText = whole(...notTexts);
const isNull = whole(nothing);

const plainScalar: ScalarTag = {
  tag: "tag:yaml.org,2002:plain",
  default: true,
  test: notText,
  identify: (value) => value instanceof PlainScalar,
  resolve: (source) => new PlainScalar(source),
  stringify: ({ value }) => (value as PlainScalar).source || "null",
};

/** All other scalars are texts. The parser would warn of keys like `on:`, which JCasC takes by their text. */
const options = { logLevel: "error" as const, schema: "failsafe" as const, customTags: [plainScalar] };

/** What a text holds, or what keeps it from being YAML. */
export interface Reading {
  value?: unknown;
  broken?: string;
}

/**
 * Reads a text. Aliases and merges (`<<`) are resolved before anything is compared with ours, as JCasC resolves them: an explicit key
 * wins over a merged one. [configuration-as-code-plugin: README, "Yaml Aliases and Anchors"]
 */
export function readYaml(text: string): Reading {
  const document = parseDocument(text, { ...options, merge: true });
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS")
    return { broken: "it has more than one document, and JCasC reads one. Remove the line ---" };
  if (error) return { broken: error.message.split("\n")[0] };
  try {
    return { value: document.toJS() as unknown };
  } catch (thrown) {
    const reason = thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown);
    const alias = /Unresolved alias[^:]*: (.+)$/.exec(reason)?.[1];
    if (alias === undefined) return { broken: reason };
    return { broken: `*${alias} stands for the anchor &${alias}, which is not there. Quote a text that begins with *` };
  }
}

/** Writes a mapping. Lines are not folded: a preview compares them one by one. */
export function writeYaml(value: unknown): string {
  return stringify(withPlainScalars(value), { ...options, lineWidth: 0, aliasDuplicateObjects: false });
}

/** What the writer would leave without quotes, and a YAML 1.1 reader takes for a merge, or for the end of a line. */
const needsQuotes = /^<<$|[\u0085\u2028\u2029]/;

/** Numbers, truths and nothing as plain scalars: the writer knows no others. */
function withPlainScalars(value: unknown): unknown {
  if (typeof value === "string" && needsQuotes.test(value)) return new PlainScalar(inQuotes(value));
  if (value === null || typeof value === "number" || typeof value === "boolean") return new PlainScalar(String(value));
  if (Array.isArray(value)) return value.map(withPlainScalars);
  if (!isMapping(value)) return value;
  const given = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(given.map(([key, part]) => [key, withPlainScalars(part)]));
}

function inQuotes(text: string): string {
  const escaped = (one: string) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replaceAll(/[\u0085\u2028\u2029]/g, escaped);
}

/** Whether a value is what YAML has for nothing: a key that has no value, `~` or `null`. */
export function isNothing(value: unknown): boolean {
  return value === null || (value instanceof PlainScalar && isNull.test(value.source));
}

/** The values as a check compares them: nothing is `null`, and any other plain scalar is its text. */
export function comparable(value: unknown): unknown {
  if (isNothing(value)) return null;
  if (value instanceof PlainScalar) return value.source;
  if (Array.isArray(value)) return value.map(comparable);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, comparable(part)]));
}
