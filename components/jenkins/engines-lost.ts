/** Which engines of the builds' own an up is about to take away, with their images and build cache. */
import * as pulumi from "@pulumi/pulumi";
import { accessModes } from "../access/modes";
import { stateBefore } from "../state-before";

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
  return urns.flatMap((urn) => {
    const named = state[urn]?.outputs?.name;
    return typeof named === "string" ? [named] : [];
  });
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve as (value: unknown) => void));
}
