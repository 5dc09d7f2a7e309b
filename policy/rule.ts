/** What a rule is: plain data, and pure predicates over a resource's inputs. index.ts makes Pulumi policies of them. */
import { UnknownValueError } from "@pulumi/policy";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "./environment";

/** What a violation does to a preview and an `up`: ends them, is shown, or is not looked for. */
export type Level = "mandatory" | "advisory" | "disabled";

/** What a policy config can set. Which of them a rule has, and with which defaults, stands in {@link Rule.options}. */
export interface Options {
  /** Names of resources that are an exception, `*` for any letters. Every rule has it. */
  allowed: string[];
  /** Whether the container of an engine may be privileged. */
  engines: boolean;
  /** Whether builds may have the engine of the controller's machine. */
  dood: boolean;
  /** TCP ports that may be open to everybody. */
  ports: number[];
  /** How far the answers of a metadata service may go. */
  hops: number;
  /** Whether an image has to be named by its digest. */
  digest: boolean;
  /** Images that need no digest, `*` for any letters. */
  images: string[];
}

/** An option of a rule: what it is in words, and what it is unless a policy config says otherwise. */
export interface Option<Value> {
  about: string;
  default: Record<Environment, Value>;
}

/** A resource as it is about to be made. Reading what is not known yet throws. [@pulumi/policy: unknownCheckingProxy] */
export interface Resource<Props = object> {
  type: string;
  name: string;
  /** Its inputs, secrets in clear: Pulumi does not tell policies which are. [@pulumi/policy: deserialize.ts] */
  props: Props;
  /** Whether Pulumi refuses to delete it: the resource option `protect`. */
  protect: boolean;
  /** The component it belongs to, where that is one that rules know. */
  parent?: { type: string; name: string; props: object };
}

/** What is wrong with a resource: the bad value, and how to mend it. */
export interface Finding {
  found: string;
  fix: string;
}

/** What is looked at in resources of one type. What is not known yet ends a check, and no other one. */
export interface Check {
  type: string;
  find: (resource: Resource, options: Options) => Finding[];
}

/** A rule. */
export interface Rule {
  name: string;
  /** What has to be so. */
  title: string;
  reason: string;
  /** How to mend it, in general; a finding says it for its resource. */
  fix: string;
  level: Record<Environment, Level>;
  options?: { [name in Exclude<keyof Options, "allowed">]?: Option<Options[name]> };
  checks: Check[];
}

/** A check of one type, with its inputs typed as its provider has them. */
export function check<Args>(
  type: string,
  find: (props: pulumi.Unwrap<Args>, options: Options, resource: Resource) => Finding[],
): Check {
  return { type, find: (resource, options) => find(resource.props as pulumi.Unwrap<Args>, options, resource) };
}

/** What `find` finds in each item. One that is not known yet keeps nobody from looking at the others. */
export function inEach<Item>(items: readonly Item[] | undefined, find: (item: Item) => Finding[]): Finding[] {
  const known = items ?? [];
  // The loop goes by index: reading an item that is unknown throws.
  return Array.from({ length: known.length }, (_, index) => whereKnown(() => find(known[index] as Item))).flat();
}

/** The items that are known. */
export function knownOf<Item>(items: readonly Item[] | undefined): Item[] {
  const known: Item[] = [];
  inEach(items, (item) => {
    known.push(item);
    return [];
  });
  return known;
}

/** What is wrong with a resource, a line each: `name: found. Fix`. */
export function violations(rule: Rule, resource: Resource, options: Options): string[] {
  if (isNamed(resource.name, options.allowed)) return [];
  return rule.checks
    .filter(({ type }) => type === resource.type)
    .flatMap(({ find }) => whereKnown(() => find(resource, options)))
    .map(({ found, fix }) => `${resource.name}: ${found}. ${fix}`);
}

/** A rule's options in an environment, as a policy config has them. */
export function optionsOf(rule: Rule, environment: Environment, config: Partial<Options> = {}): Options {
  const own = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default[environment]]);
  const unused = { allowed: [], engines: false, dood: false, ports: [], hops: 1, digest: false, images: [] };
  return { ...unused, ...(Object.fromEntries(own) as Partial<Options>), ...config };
}

/** A preview does not know everything; the `up` does, and looks again before the resource is made. */
function whereKnown(find: () => Finding[]): Finding[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnknownValueError) return [];
    throw error;
  }
}

/** Whether a name is one of those in a policy config, where `*` stands for any letters. */
export function isNamed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(name);
  });
}
