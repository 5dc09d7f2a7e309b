/** What several rules read off a container. Pure. */
import type { ContainerArgs } from "@pulumi/docker";
import type { Unwrap } from "@pulumi/pulumi";
import { knownOf } from "./rule";

/** The inputs of a container. */
export type ContainerProps = Unwrap<ContainerArgs>;

/** The ports of an engine: without TLS, and with. [IANA: docker, docker-s] */
export const plainPort = 2375;
export const enginePorts: readonly number[] = [plainPort, 2376];

/** Where engines have their images, containers and volumes. [dockerd reference: data-root; docker-library/docker: Dockerfile-dind-rootless.template] */
const engineDataPaths: (string | undefined)[] = ["/var/lib/docker", "/home/rootless/.local/share/docker"];

/** `NAME=value` in two. */
export function nameAndValue(line: string): { name: string; value: string } {
  const at = line.indexOf("=");
  return at < 0 ? { name: line, value: "" } : { name: line.slice(0, at), value: line.slice(at + 1) };
}

/** The value of a variable; nothing where the container does not set it, or its line is not known yet. */
export function variable({ envs }: Pick<ContainerProps, "envs">, wanted: string): string | undefined {
  return knownOf(envs)
    .map(nameAndValue)
    .find(({ name }) => name === wanted)?.value;
}

/** What {@link runsEngine} looks at. */
type EngineProps = Pick<ContainerProps, "envs" | "mounts" | "volumes" | "command">;

/**
 * Whether an engine runs in it, by what docker:dind is started with: its keys' folder or the word `dockerd`, and a volume for its data.
 * [docker-library/docker: dockerd-entrypoint.sh; docker-library/docs: docker, "Where to Store Data"]
 */
export function runsEngine(props: EngineProps): boolean {
  const started = knownOf(props.command).some((word) => /\bdockerd\b/.test(word));
  if (!started && variable(props, "DOCKER_TLS_CERTDIR") === undefined) return false;
  return (
    props.mounts?.some(({ target }) => engineDataPaths.includes(target)) === true ||
    props.volumes?.some(({ containerPath }) => engineDataPaths.includes(containerPath)) === true
  );
}

/** Whether what is published on an address is reached on every one of the machine. Unset is Docker's default, all of them. */
export function isEveryAddress(ip: string | undefined): boolean {
  return ip === undefined || ["", "0.0.0.0", "::", "[::]"].includes(ip);
}

/** The address as it is said in a violation. */
export function shownAddress(ip: string | undefined): string {
  return ip === undefined || ip === "" ? "every address" : ip;
}
