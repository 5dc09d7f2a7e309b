/** Which engines of the builds' own an up is about to take away, with their images and build cache. */
import * as pulumi from "@pulumi/pulumi";
import { accessModes } from "../access/modes";

/**
 * The names of volumes that are in the stack's state, and that the chosen mode does not make: a switch deletes them.
 * @param made what follows the component's name in the volumes that are made now
 */
export async function enginesLost(jenkins: pulumi.Resource, name: string, made: string[]): Promise<string[]> {
  const all = Object.values(accessModes).flatMap(({ volumes }) => volumes);
  const others = all.filter((volume) => !made.includes(volume)).map((volume) => `${name}-${volume}`);
  const found = await Promise.all(others.map((volume) => nameInState(jenkins, volume)));
  return found.filter((volume) => volume !== undefined);
}

/**
 * What a volume is called on the engine, by the state that was there before: the engine of Pulumi looks there for what the
 * program has not registered. [pulumi/pulumi: pkg/resource/deploy/builtins.go, getResource]
 */
async function nameInState(parent: pulumi.Resource, volume: string): Promise<string | undefined> {
  const urn = await known(pulumi.createUrn(volume, "docker:index/volume:Volume", parent));
  try {
    const found = (await pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn })) as { state?: { name?: string } };
    return found.state?.name;
  } catch {
    return undefined; // it was not there
  }
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}
