/** Which engine this machine's Docker client uses. Pure: the machine is handed in. */
import { createHash } from "node:crypto";
import * as path from "node:path";
import { defaultSocketPath, hostOf, parseDockerHost, socketBySsh, type DockerEndpoint } from "../endpoint/endpoint";
import { setVariables } from "../text/environment";
import { UserError } from "../text/user-error";

/** What is asked of the machine. `read` gives a file's text, `socketGid` a socket's group; undefined where there is none. */
export interface Machine {
  environment: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
  read(file: string): string | undefined;
  socketGid(file: string): number | undefined;
  memoryMiB: number;
}

/** An engine, and by what it was found: said where it does not answer. */
export interface FoundEngine {
  endpoint: DockerEndpoint;
  because: string;
}

/**
 * The engine the `docker` command would use here: `DOCKER_HOST`, else the current context (`DOCKER_CONTEXT`, or the one
 * in config.json), else the first place that has a socket, else the default one, present or not.
 * [docs.docker.com/engine/manage-resources/contexts: DOCKER_HOST overrides the context]
 * @throws UserError where the current context is not there
 */
export function findLocalEngine(given: Machine): FoundEngine {
  const machine = { ...given, environment: setVariables(given.environment) };
  const { DOCKER_HOST: dockerHost } = machine.environment;
  if (dockerHost)
    return { endpoint: asSeenHere(dockerHost, environmentKeys(machine), machine), because: "DOCKER_HOST" };
  const context = currentContext(machine);
  if (context) return context;
  const place = socketPlaces(machine).find((socket) => machine.socketGid(socket) !== undefined);
  return place
    ? { endpoint: asSeenHere(`unix://${place}`, {}, machine), because: `the socket ${place}` }
    : { endpoint: asSeenHere(`unix://${defaultSocketPath}`, {}, machine), because: "the default socket" };
}

/** The same, with what a stack or a component says otherwise. */
export function localEngineAsSet(machine: Machine, set: { dockerHost?: string; socketGid?: number } = {}): FoundEngine {
  const { dockerHost, socketGid } = set;
  const environment = dockerHost ? { ...machine.environment, DOCKER_HOST: dockerHost } : machine.environment;
  const { endpoint, because } = findLocalEngine({ ...machine, environment });
  return {
    endpoint: socketGid === undefined ? endpoint : { ...endpoint, socketGid },
    because: dockerHost ? "dockerHost" : because,
  };
}

/** Where a socket is looked for when nothing names an engine: the system's, rootless Docker's, Docker Desktop's. */
export function socketPlaces(machine: Machine): string[] {
  const runtime = machine.environment.XDG_RUNTIME_DIR;
  return [
    defaultSocketPath,
    ...(runtime ? [path.posix.join(runtime, "docker.sock")] : []),
    path.posix.join(machine.home, ".docker/run/docker.sock"),
    path.posix.join(machine.home, ".docker/desktop/docker.sock"),
  ];
}

type Keys = Pick<DockerEndpoint, "caCert" | "clientCert" | "clientKey">;

function keysIn(folder: string, machine: Machine): Keys {
  const read = (name: string) => machine.read(path.posix.join(folder, name));
  return { caCert: read("ca.pem"), clientCert: read("cert.pem"), clientKey: read("key.pem") };
}

function environmentKeys(machine: Machine): Keys {
  const { DOCKER_CERT_PATH: folder, DOCKER_TLS_VERIFY: verify, DOCKER_CONFIG: config } = machine.environment;
  if (!verify) return {};
  return keysIn(folder ?? config ?? path.posix.join(machine.home, ".docker"), machine);
}

function currentContext(machine: Machine): FoundEngine | undefined {
  const folder = machine.environment.DOCKER_CONFIG ?? path.posix.join(machine.home, ".docker");
  const settings = json(machine.read(path.posix.join(folder, "config.json"))) as
    { currentContext?: string } | undefined;
  const name = machine.environment.DOCKER_CONTEXT ?? settings?.currentContext;
  if (!name || name === "default") return undefined;
  // The folder of a context is the SHA-256 of its name. [docker/cli: cli/context/store]
  const id = createHash("sha256").update(name).digest("hex");
  const meta = json(machine.read(path.posix.join(folder, "contexts/meta", id, "meta.json"))) as ContextFile | undefined;
  const host = meta?.Endpoints?.docker?.Host;
  if (!host) throw contextUnknown(name, machine);
  const keys = keysIn(path.posix.join(folder, "contexts/tls", id, "docker"), machine);
  return { endpoint: asSeenHere(host, keys, machine), because: `the Docker context ${name}` };
}

/** As the docker command does, rather than going on with another engine. */
function contextUnknown(name: string, { environment }: Machine): UserError {
  const path = environment.DOCKER_CONTEXT ? "DOCKER_CONTEXT" : "currentContext";
  const message = `there is no Docker context "${name}" on this machine. docker context ls lists them`;
  return new UserError("the Docker client's settings", [{ code: "JD201", path, message }]);
}

interface ContextFile {
  Endpoints?: { docker?: { Host?: string } };
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined; // the docker command also goes on without a file that it cannot read
  }
}

/** The endpoint of an address, with its socket as the engine's containers see it. */
function asSeenHere(dockerHost: string, keys: Keys, machine: Machine): DockerEndpoint {
  const target = parseDockerHost(dockerHost);
  if (target?.url) {
    const socketPath = socketBySsh(target) ?? defaultSocketPath;
    return withoutGaps({ dockerHost, ...keys, address: hostOf(target.url), socketPath });
  }
  const socket = target?.path ?? defaultSocketPath;
  return withoutGaps({ dockerHost, address: "localhost", ...asSeenOnItsMachine(socket, machine) });
}

/** What a container has to mount, the group it finds there, and the memory of the machine where that is this one. */
function asSeenOnItsMachine(
  socket: string,
  machine: Machine,
): Pick<DockerEndpoint, "socketPath" | "socketGid" | "memoryMiB"> {
  const desktop = machine.platform !== "linux" || socket.startsWith(path.posix.join(machine.home, ".docker/"));
  // The engine runs in a virtual machine of its own. There the socket is at the usual place, and its group is root.
  if (desktop) return { socketPath: defaultSocketPath, socketGid: 0 };
  const runtime = machine.environment.XDG_RUNTIME_DIR;
  const rootless = /^\/run\/user\/\d+\//.test(socket) || (runtime !== undefined && socket.startsWith(`${runtime}/`));
  // In the containers of a rootless engine, the engine's user and group are number 0. [rootlesskit: user namespaces]
  if (rootless) return { socketPath: socket, socketGid: 0 };
  return { socketPath: socket, socketGid: machine.socketGid(socket), memoryMiB: machine.memoryMiB };
}

function withoutGaps(endpoint: DockerEndpoint): DockerEndpoint {
  return Object.fromEntries(
    Object.entries(endpoint).filter(([, value]) => value !== undefined),
  ) as unknown as DockerEndpoint;
}
