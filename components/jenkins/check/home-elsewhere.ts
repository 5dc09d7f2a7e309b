/** A stack that was given another engine: its home is not there. */
import * as pulumi from "@pulumi/pulumi";
import { stateBefore } from "../../changes/previous-state";
import { promiseOf } from "../../endpoint/outputs";
import type { Problem } from "../../text/problems";
import { isToldByConfig, pathAsTold } from "../../text/user-error";

/** A home that may be on another engine. */
export interface HomeBefore {
  volume: string;
  stack: string;
}

/**
 * The stack's own home as its state has it, if the state is of another engine than the one now.
 * @returns undefined for the same engine: whoever removed the home there says so by `up --refresh`, which this does not see
 */
export async function homeBefore(
  jenkins: pulumi.Resource,
  name: string,
  dockerHost: string,
): Promise<HomeBefore | undefined> {
  const state = await stateBefore();
  const before = async (type: string, what: string, key: string) =>
    state[await promiseOf(pulumi.createUrn(what, type, jenkins))]?.outputs?.[key];
  const volume = await before("docker:index/volume:Volume", `${name}-home`, "name");
  const host = await before("pulumi:providers:docker", name, "host");
  if (typeof volume !== "string" || host === dockerHost) return undefined;
  return { volume, stack: pulumi.getStack() };
}

/**
 * What is wrong where an engine does not have that volume. Pure.
 * @param where the component, whose settings are told as its user calls them
 */
export function homeElsewhere({ volume, stack }: HomeBefore, where: string): Problem {
  const called = (path: string) => pathAsTold(where, path);
  const ofVm = isToldByConfig(where) ? "host aws: aws.data.retain" : "AwsDockerHost: data.retain";
  const tool = (command: string) => `pulumi-jenkins-docker ${command} --stack ${stack}`;
  const message = `the stack was given another engine, which has no volume ${volume}, its home. Nothing of Jenkins has changed.
    To move the home, with ${called("backup")} in a repository that both engines reach (a folder of the old machine is none):
      set the engine of before, and ${called("retainHome")}: true (${ofVm}: true), then
        pulumi up --stack ${stack}
        ${tool("backup")}
        pulumi destroy --stack ${stack}
      set this engine, then
        pulumi up --stack ${stack}
        ${tool("restore")}
        pulumi up --stack ${stack}
    If the engine of before is gone: a new stack, and its home from a backup (docs/backup.md)`;
  return { code: "JD417", path: "endpoint", message };
}
