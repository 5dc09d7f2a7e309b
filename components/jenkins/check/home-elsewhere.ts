/** A stack that was given another engine: its home is not there. */
import * as pulumi from "@pulumi/pulumi";
import { stateBefore } from "../../changes/previous-state";
import { promiseOf } from "../../endpoint/outputs";
import type { Problem } from "../../text/problems";

/** What a stack's state has as its own home. */
export interface HomeInState {
  volume: string;
  stack: string;
}

/** @returns undefined for a stack that has none yet */
export async function homeInState(jenkins: pulumi.Resource, name: string): Promise<HomeInState | undefined> {
  const urn = await promiseOf(pulumi.createUrn(`${name}-home`, "docker:index/volume:Volume", jenkins));
  const volume = (await stateBefore())[urn]?.outputs?.name;
  return typeof volume === "string" ? { volume, stack: pulumi.getStack() } : undefined;
}

/** What is wrong where an engine does not have that volume. Pure. */
export function homeElsewhere({ volume, stack }: HomeInState): Problem {
  const tool = (command: string) => `pulumi-jenkins-docker ${command} --stack ${stack}`;
  const message = `this engine has no volume ${volume}, which is the stack's home. If the stack was given another engine, nothing has moved yet.
    With jenkins.backup, the home moves like this:
      set the engine of before, then   ${tool("backup")}
                                       pulumi destroy --stack ${stack}
      set this engine, then            pulumi up --stack ${stack}
                                       ${tool("restore")}
                                       pulumi up --stack ${stack}
    If somebody removed the volume: pulumi up --refresh`;
  return { code: "JD417", path: "endpoint", message };
}
