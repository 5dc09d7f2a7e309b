/** The engine that runs a stack's controller, as a command reaches it. */
import type { DockerEndpoint } from "../components/endpoint";
import { findLocalEngine } from "../components/host/local-engine";
import { thisMachine } from "../components/host/this-machine";
import { Host, stackConfig } from "../stacks/config";

/** @param settings what `pulumi config --json --show-secrets` prints */
export function stackEndpoint(stack: string, settings: string): DockerEndpoint {
  const entries = Object.entries(JSON.parse(settings) as Record<string, { value: string }>);
  const texts = Object.fromEntries(entries.map(([key, { value }]) => [key.replace(/^[^:]*:/, ""), value]));
  const config = stackConfig(stack, texts);
  if (config.host === Host.existing && config.existing?.dockerHost)
    return { ...config.existing, dockerHost: config.existing.dockerHost };
  const machine = thisMachine();
  const named = config.local?.dockerHost;
  const environment = named === undefined ? machine.environment : { ...machine.environment, DOCKER_HOST: named };
  return findLocalEngine({ ...machine, environment }).endpoint;
}
