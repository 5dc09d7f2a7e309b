/** Whether this machine has an engine for stack local, and what to do where it has none. */
import { reasonOfSilence } from "../components/endpoint/answer";
import { findLocalEngine, socketPlaces, type Machine } from "../components/host/find-local-engine";
import { systemOf } from "./install-docker";

/** Nothing where the engine answers; else all that its user needs to know. */
export async function missingEngine(machine: Machine, osRelease: string | undefined): Promise<string | undefined> {
  const { endpoint, because } = findLocalEngine(machine);
  const reason = await reasonOfSilence(endpoint);
  return reason && withoutEngine(machine, osRelease, because, endpoint.dockerHost, reason);
}

/** The text for a machine without an engine. Pure. */
export function withoutEngine(
  machine: Machine,
  osRelease: string | undefined,
  because: string,
  dockerHost: string,
  reason: string,
): string {
  const { DOCKER_HOST: host, DOCKER_CONTEXT: context } = machine.environment;
  const install = systemOf(osRelease)
    ? "    npm start -- --install            as root or by sudo: installs the distribution's Docker, or Docker's own if that is older than 25"
    : "    install Docker: https://docs.docker.com/engine/install/";
  return [
    "No Docker engine answers on this machine.",
    "  Looked for:",
    `    DOCKER_HOST            ${host ?? "is not set"}`,
    `    the Docker context     ${because.startsWith("the Docker context") ? because : (context ?? "default")}`,
    ...socketPlaces(machine).map((place) => {
      const there = machine.socketGid(place) !== undefined;
      return `    a socket               ${place}${there ? "" : " (not there)"}`;
    }),
    `  Tried ${dockerHost} (${because}):`,
    `    ${reason}`,
    "  To go on, one of:",
    install,
    "    npm start -- --testbed            where neither images nor Pulumi can be downloaded: makes an engine, Pulumi and",
    "                                      stand-ins of the images from package registries (Debian; 10 to 20 minutes)",
  ].join("\n");
}
