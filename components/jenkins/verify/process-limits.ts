/**
 * Limits of processes and threads, so that a build that multiplies itself ends itself and not the machine. The Docker provider has no such
 * setting, so an `up` sets them on the containers once they run. They last as long as the container. [terraform-provider-docker:
 * resource_docker_container.go; docs.docker.com: Engine API, ContainerUpdate]
 */
import type { Engine } from "../../endpoint/execute";

/** How many processes and threads a container may have. */
export const processLimits = {
  /** Jenkins: some hundred threads, and some more for each agent. */
  controller: 4096,
  /** An engine in a container, with all builds on it. */
  engine: 16384,
  /** The front for HTTPS. */
  front: 512,
} as const;

/** A container, and what it is. */
export interface Limited {
  id: string;
  what: keyof typeof processLimits;
}

/** Sets the limits that containers do not have yet. */
export async function limitProcesses(engine: Engine, containers: Limited[]): Promise<void> {
  for (const { id, what } of containers) {
    const container = engine.getContainer(id);
    const { HostConfig: has } = await container.inspect();
    if (has.PidsLimit !== processLimits[what]) await container.update({ PidsLimit: processLimits[what] });
  }
}
