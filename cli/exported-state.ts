/** A stack's state, as `pulumi stack export --show-secrets` prints it. Pure. */

/** Inputs or outputs of a resource. */
export type Values = Record<string, unknown>;

/** A resource of the state, as far as commands look at it. [pulumi: sdk/go/common/apitype, ResourceV3] */
export interface StateResource {
  urn: string;
  type: string;
  /** The URN of the component that made it. */
  parent?: string;
  inputs?: Values;
  outputs?: Values;
}

/** The resources in a state, without those that were replaced and are still to be deleted. */
export function resourcesIn(exported: string): StateResource[] {
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources?: (StateResource & { delete?: boolean })[] };
  };
  return (deployment.resources ?? []).filter((resource) => !resource.delete);
}

/** What marks a secret in a state. [pulumi: sdk/go/common/resource, SigKey and SecretSig] */
const signature = "4dabf18193072939515e22adb298388d";

/** A value, in clear where it is a secret. */
export function inClear(value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && signature in value && "plaintext" in value;
  return isSecret ? JSON.parse(String(value.plaintext)) : value;
}

/** {@link inClear} of a text; undefined where it is none. */
export function textInClear(value: unknown): string | undefined {
  const clear = inClear(value);
  return typeof clear === "string" ? clear : undefined;
}
