/** The controller of a stack that is up, as commands reach it. */
import { connect } from "../components/endpoint/connect";
import { reasonOfSilence } from "../components/endpoint/answer";
import type { Engine } from "../components/endpoint/execute";
import { jenkinsIn, type JenkinsInState, type Outputs } from "./jenkins-in-state";
import { CommandError } from "./say";
import { type Stack, stackNamed } from "./stack";

/** A stack's Jenkins, and the engine that its container is on, connected. */
export interface StackController extends JenkinsInState {
  stack: Stack;
  /** What `pulumi stack export --show-secrets` prints. */
  exported: string;
  engine: Engine;
}

/** The engine does not answer: the one thing that `status` tells instead of failing by it. */
export class EngineAway extends CommandError {
  constructor(
    dockerHost: string,
    why: string,
    /** What is known all the same. */
    readonly outputs: Outputs,
  ) {
    super(`the engine at ${dockerHost} does not answer: ${why}`);
  }
}

/**
 * @param limit milliseconds without a word of the engine that are taken for no answer; 0 for commands that wait for something. At first it has to answer
 * in any case
 * @throws CommandError where the stack has no controller yet, or its engine does not answer
 */
export async function controllerOf(name: string, limit?: number): Promise<StackController> {
  const stack = stackNamed(name);
  const exported = await stack.capture(["stack", "export", "--show-secrets"]);
  const jenkins = jenkinsIn(name, exported);
  const { outputs, endpoint } = jenkins;
  const silence = await reasonOfSilence(endpoint);
  if (silence !== undefined) throw new EngineAway(endpoint.dockerHost, silence, outputs);
  return { ...jenkins, stack, exported, engine: await connect(endpoint, limit) };
}
