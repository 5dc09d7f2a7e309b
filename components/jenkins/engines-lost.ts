/** Which engines of the builds' own an up is about to take away, with their images and build cache. */
import * as pulumi from "@pulumi/pulumi";
import { accessModes } from "../access/modes";

const volumeType = "docker:index/volume:Volume";

/**
 * The names of volumes that are in the stack's state, and that the chosen mode does not make: a switch deletes them.
 * @param made what follows the component's name in the volumes that are made now
 */
export async function enginesLost(jenkins: pulumi.Resource, name: string, made: string[]): Promise<string[]> {
  const all = Object.values(accessModes).flatMap(({ volumes }) => volumes);
  const others = all.filter((volume) => !made.includes(volume));
  const urns = await Promise.all(
    others.map((volume) => known(pulumi.createUrn(`${name}-${volume}`, volumeType, jenkins))),
  );
  const state = await stateBefore();
  return urns.flatMap((urn) => state[urn]?.outputs?.name ?? []);
}

/** What the stack's state has of each resource, by URN. [pulumi/pulumi: builtins.go, readStackResourceOutputs] */
type State = Record<string, { outputs?: { name?: string } } | undefined>;

async function stateBefore(): Promise<State> {
  const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  const asks = (what: string, inputs: object) =>
    pulumi.runtime.invoke(`pulumi:pulumi:${what}`, inputs) as Promise<{ outputs?: object }>;
  try {
    // Of a stack that was never brought up there is no state to ask for the rest of.
    const { outputs = {} } = await asks("readStackOutputs", { name: stack });
    if (Object.keys(outputs).length === 0) return {};
    return ((await asks("readStackResourceOutputs", { stackName: stack })).outputs ?? {}) as State;
  } catch {
    return {}; // a backend that does not give it: the preview lists what is deleted all the same
  }
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}
