/** A stack's config, and the engine that it names, for commands that need no Jenkins that is up. */
import type { DockerEndpoint } from "../components/endpoint/endpoint";
import { localEngineAsSet } from "../components/host/find-local-engine";
import { thisMachine } from "../components/host/this-machine";
import { inClear, resourcesIn } from "./exported-state";
import { CommandError } from "./say";
import type { Stack } from "./stack";
import { withCaBundleOfFile } from "../stacks/ca-bundle-file";
import { ownKeys, stackConfig, type StackConfig } from "../stacks/config";
import { Host } from "../stacks/hosts";

/**
 * A stack's config, checked.
 * @param settings what `pulumi config --json --show-secrets` prints
 * @param folder the project's, which the path of a CA bundle starts from
 */
export function configOf(stack: string, settings: string, folder: string): StackConfig {
  const entries = Object.entries(JSON.parse(settings) as Record<string, { value: string }>);
  const texts = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  return stackConfig(stack, withCaBundleOfFile(ownKeys("pulumi-jenkins-docker", texts), folder));
}

/** {@link configOf}, of a stack of this project. */
export async function configOfStack(name: string, stack: Stack): Promise<StackConfig> {
  return configOf(name, await stack.capture(["config", "--json", "--show-secrets"]), stack.project);
}

/**
 * The engine of a stack: the one its config names, or that of the VM in its state.
 * @param exported what `pulumi stack export --show-secrets` prints; asked for where it is needed
 * @throws CommandError
 */
export async function stackEndpoint(config: StackConfig, exported: () => Promise<string>): Promise<DockerEndpoint> {
  if (config.host === Host.aws) return vmEndpoint(await exported());
  if (config.host === Host.existing && config.existing?.dockerHost)
    return { ...config.existing, dockerHost: config.existing.dockerHost };
  return localEngineAsSet(thisMachine(), config.local).endpoint;
}

/** The VM's keys are nowhere but in the state. */
function vmEndpoint(exported: string): DockerEndpoint {
  // VMs of builds have other names.
  const host = resourcesIn(exported).find(({ urn }) =>
    urn.endsWith("::pulumi-jenkins-docker:index:AwsDockerHost::aws"),
  );
  const endpoint = inClear(host?.outputs?.endpoint) as DockerEndpoint | undefined;
  if (endpoint === undefined) throw new CommandError("the stack has no VM yet: run pulumi up first");
  return endpoint;
}
