/**
 * What a change means for running builds and for data. Previews and `diff` say it, one line for each change. The rules of a resource
 * stand where the resource is made: jenkins/jenkins-changes.ts, host/aws/aws-changes.ts, and the access modes. Pure.
 */

/** Types of the Docker provider's resources. */
export const containerType = /^docker:index\/container:Container$/;
export const volumeType = /^docker:index\/volume:Volume$/;

/** A resource that changes. */
export interface Change {
  op: "create" | "update" | "replace" | "delete";
  /** `docker:index/container:Container`. */
  type: string;
  name: string;
  /** The type of the component that it is of; "" of a stack's own. */
  parent: string;
  /** The name of that component, which the names of its resources begin with; "" where it is not known. */
  component: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Properties that differ, by path, as the provider says; none of a component. */
  paths: string[];
  /** Of these, what the replacement is for, where that is known. */
  reasons: string[];
  /** Whether it stays where it is when the stack lets go of it. */
  kept: boolean;
}

/** What a URN says of a resource. [pulumi.com/docs: "URNs"] */
export function ofUrn(urn: string): Pick<Change, "type" | "name" | "parent"> {
  const [, , types = "", ...name] = urn.split("::");
  const [parent = "", type = ""] = ["", ...types.split("$")].slice(-2);
  return { type, name: name.join("::"), parent };
}

/** A change as a program knows it: not what a replacement is for, nor what is kept. */
export function changeOf(urn: string, known: Pick<Change, "op" | "before"> & Partial<Change>): Change {
  return { ...ofUrn(urn), component: "", after: {}, paths: [], reasons: [], kept: false, ...known };
}

/** How bad it is, the worst first. */
export type Weight = "loses" | "interrupts" | "applies";

/** A line, and how bad it is. */
export interface Meaning {
  weight: Weight;
  text: string;
}

/** What is said of a resource that changes. Of several that fit, the first one speaks. */
export interface Rule {
  /** The type of the component: a resource of the same kind that is somebody else's means nothing here. */
  of: string;
  type: RegExp;
  /** What follows the component's name: a component may be called `ci-dind`. */
  name?: RegExp;
  /** Not of these. */
  except?: RegExp;
  op: Change["op"][];
  /** Of an update: only where one of these differs. */
  path?: RegExp;
  weight: Weight;
  text: (change: Change) => string;
}

const order: Weight[] = ["loses", "interrupts", "applies"];

/** The worst first; what is said twice, once. */
export function meaningOf(rules: Rule[], changes: Change[]): Meaning[] {
  const found = changes.flatMap((change) => {
    const rule = rules.find((one) => applies(one, change));
    return rule ? [{ weight: rule.weight, text: rule.text(change) }] : [];
  });
  const once = found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
  return once.sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

function applies(rule: Rule, { type, name, parent, component, op, paths, kept }: Change): boolean {
  const own = name.startsWith(component) ? name.slice(component.length) : name;
  if (rule.of !== parent || !rule.type.test(type) || !rule.op.includes(op)) return false;
  if (rule.weight === "loses" && kept) return false;
  if (rule.name?.test(own) === false || rule.except?.test(own)) return false;
  return rule.path === undefined || paths.some((path) => rule.path?.test(path));
}
