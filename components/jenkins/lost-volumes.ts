/**
 * Finds the volumes that an `up` is about to delete. A program cannot see resources that it no longer declares, so the
 * previous state is read.
 */
import * as pulumi from "@pulumi/pulumi";
import { accessModes } from "../access/modes";
import { type Change, changeOf } from "../changes/change-rules";
import { promiseOf } from "../endpoint/outputs";
import { stateBefore } from "../changes/previous-state";

const volumeType = "docker:index/volume:Volume";

/**
 * The volumes that are in the stack's state, and that are not made any more.
 * @param made what follows the component's name in the volumes that are made now
 */
export async function volumesLost(jenkins: pulumi.Resource, name: string, made: string[]): Promise<Change[]> {
  const all = ["home", ...Object.values(accessModes).flatMap(({ volumes }) => volumes)];
  const others = all.filter((volume) => !made.includes(volume));
  const urns = await Promise.all(
    others.map((volume) => promiseOf(pulumi.createUrn(`${name}-${volume}`, volumeType, jenkins))),
  );
  const state = await stateBefore();
  return urns.flatMap((urn) => {
    const before = state[urn]?.outputs;
    return before ? [changeOf(urn, { op: "delete", component: name, before })] : [];
  });
}
