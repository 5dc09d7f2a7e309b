/** The engine that runs a stack's controller, as a command reaches it. */
import type { DockerEndpoint } from "../components/endpoint";
import { localEngineAsSet } from "../components/host/local-engine";
import { thisMachine } from "../components/host/this-machine";
import { Host, ownKeys, stackConfig, type StackConfig } from "../stacks/config";

/**
 * A stack's config, checked.
 * @param settings what `pulumi config --json --show-secrets` prints
 */
export function configOf(stack: string, settings: string): StackConfig {
  const entries = Object.entries(JSON.parse(settings) as Record<string, { value: string }>);
  const texts = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  return stackConfig(stack, ownKeys("pulumi-jenkins-docker", texts));
}

/** The engine that a stack's config names. */
export function stackEndpoint(config: StackConfig): DockerEndpoint {
  if (config.host === Host.existing && config.existing?.dockerHost)
    return { ...config.existing, dockerHost: config.existing.dockerHost };
  return localEngineAsSet(thisMachine(), config.local).endpoint;
}
