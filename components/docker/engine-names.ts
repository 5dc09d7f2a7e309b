/** What our things are called on the engine, and how they are told apart from other people's. */
import type * as docker from "@pulumi/docker";
import { hash } from "../text/hash";

/** Whose a thing on an engine is. */
export interface Owner {
  project: string;
  stack: string;
  component: string;
}

/** The label that says whose a container, network or volume is: `project/stack/component`. */
export const ownerLabel = "pulumi-jenkins-docker.owner";
/** The label with an id from the stack's state: tells two states apart that call themselves the same. */
export const deploymentLabel = "pulumi-jenkins-docker.deployment";

/** The value of {@link ownerLabel}. */
export function ownerOf({ project, stack, component }: Owner): string {
  return `${project}/${stack}/${component}`;
}

/**
 * The name of a thing: component, stack, and what it is. It holds nothing random, so that a home volume that was kept
 * is found again by its name.
 * @example nameOnEngine({ component: "jenkins", stack: "dev", … }, "home") // "jenkins-dev-home"
 */
export function nameOnEngine({ component, stack }: Owner, what?: string): string {
  const name = [component, stack, ...(what === undefined ? [] : [what])].join("-").replace(/[^a-zA-Z0-9_.-]/g, "-");
  return name.replace(/^[^a-zA-Z0-9]+/, ""); // the engine takes no other beginning
}

/** How many characters a machine's name has at most. [Linux: sethostname, HOST_NAME_MAX; RFC 1123: a label of a name] */
const longestHostname = 63;

/**
 * The name of a thing, as the hostname of its container. A longer one is cut, and a hash keeps it apart from others.
 * @example hostnameOf("jenkins-dev-dind") // the same
 */
export function hostnameOf(name: string): string {
  if (name.length <= longestHostname) return name;
  return `${name.slice(0, longestHostname - 7).replace(/[^a-zA-Z0-9]+$/, "")}-${hash(name).slice(0, 6)}`;
}

/**
 * The same for an image's repository, which has no capitals and no separators in a row. Where that changes the name, a
 * hash keeps apart what would become the same. [distribution/reference: reference grammar]
 */
export function imageNameOnEngine(owner: Owner, what?: string): string {
  const name = nameOnEngine(owner, what);
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return plain === name ? name : `${plain}-${hash(name).slice(0, 6)}`;
}

/** {@link ownerLabel} alone: for the home volume, which may outlive its state. */
export function ownerLabels(owner: Owner): docker.types.input.VolumeLabel[] {
  return [{ label: ownerLabel, value: ownerOf(owner) }];
}
