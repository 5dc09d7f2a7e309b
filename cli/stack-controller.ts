/** The controller of a stack that is up, as commands reach it. */
import { connect } from "../components/endpoint/connect";
import type { Engine } from "../components/endpoint/execute";
import type { StackConfig } from "../stacks/config";
import { CommandError } from "./say";
import { type Stack, stackNamed } from "./stack";
import { configOf, stackEndpoint } from "./stack-endpoint";

/** What a stack yields, as far as commands use it. */
export interface Outputs {
  url: string;
  access: string;
  adminUser: string;
  adminPassword: string;
  caCert?: string;
  containerName: string;
  homeVolume: string;
}

/** A stack, and the engine that its controller is on. */
export interface StackController {
  stack: Stack;
  config: StackConfig;
  outputs: Outputs;
  engine: Engine;
}

/** @throws CommandError where the stack has no controller yet */
export async function controllerOf(name: string): Promise<StackController> {
  const stack = stackNamed(name);
  const outputs = JSON.parse(await stack.capture(["stack", "output", "--json", "--show-secrets"])) as Partial<Outputs>;
  if (!outputs.containerName) throw new CommandError(`stack ${name} has no controller yet: run pulumi up first`);
  const config = configOf(name, await stack.capture(["config", "--json", "--show-secrets"]), stack.project);
  const endpoint = await stackEndpoint(config, () => stack.capture(["stack", "export", "--show-secrets"]));
  return { stack, config, outputs: outputs as Outputs, engine: await connect(endpoint) };
}
