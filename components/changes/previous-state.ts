/** The stack's state as the last `up` left it: a program does not see what it no longer makes, nor what is replaced. */
import * as pulumi from "@pulumi/pulumi";

/** What the state has of each resource, by URN. [pulumi/pulumi: builtins.go, readStackResourceOutputs] */
export type State = Record<string, { outputs?: Record<string, unknown> } | undefined>;

/**
 * The state before this run. An `up` has to ask before it changes resources. Empty for a stack without outputs, or one that was never
 * brought up.
 */
export function stateBefore(): Promise<State> {
  const run = pulumi.runtime.getMonitor() ?? {};
  const state = known.get(run) ?? asked();
  known.set(run, state);
  return state;
}

/** Read once a run: it is as big as the stack, and every resource that is replaced asks for it. */
const known = new WeakMap<object, Promise<State>>();

async function asked(): Promise<State> {
  const asks = (what: string, inputs: object) =>
    pulumi.runtime.invoke(`pulumi:pulumi:${what}`, inputs) as Promise<{ outputs?: object }>;
  try {
    // Pulumi's mocks have no organization, so getOrganization throws in the tests of a user's program.
    const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
    // Pulumi's engine ends when somebody asks for the resources of a stack that was never brought up. A stack with outputs was brought up.
    const { outputs = {} } = await asks("readStackOutputs", { name: stack });
    if (Object.keys(outputs).length === 0) return {};
    return ((await asks("readStackResourceOutputs", { stackName: stack })).outputs ?? {}) as State;
  } catch {
    return {}; // Some backends do not give the state. The preview lists the changes without it.
  }
}
