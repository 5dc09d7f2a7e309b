/** What is checked on the engine in an `up`, before anything is made: ports, images, runtimes, volumes. */
import { createServer } from "node:net";
import { parseDockerHost, type DockerEndpoint } from "../../endpoint/endpoint";
import { answeringEngine, whileItAnswers } from "../../endpoint/answer";
import type { Engine } from "../../endpoint/execute";
import { hasStatus, ifThere } from "../../endpoint/not-found";
import { type Problem } from "../../text/problems";
import { UserError } from "../../text/user-error";
import { ownerLabel } from "../../docker/engine-names";
import { type InnerEngine, innerEngineProblems } from "./inner-engine";
import { homeElsewhere, type HomeBefore } from "./home-elsewhere";
import { olderJenkins, versionOfHome } from "./older-jenkins";

/** What a Jenkins is going to need of its engine. Paths are those of its arguments, for error texts. */
export interface Needs {
  /** `project/stack/component`: what carries it is ours. */
  owner: string;
  /** What it publishes, by the setting that names the port. */
  ports: { path: string; bindAddress: string; port: number }[];
  /** Images that have to be there or be pullable, by the setting that names them. */
  images: Record<string, string>;
  /** A runtime that is not every engine's, by the setting that names it. */
  runtime?: { path: string; name: string };
  /** What needs root on the host; none where nothing does. */
  rootFor?: string;
  /** The engine in a container that builds are going to have. */
  innerEngine?: InnerEngine;
  /** The controller's container, and the official image that it is going to have; none where it has one of the user's own. */
  controller: { name: string; image?: string };
  /** The home; `own` is what the stack's own is called, which is in danger when another one is adopted. */
  home: { name: string; adopted: boolean; own: string; retainOwn: boolean; before?: HomeBefore };
}

/** @throws UserError with every problem there is */
export async function preflight(where: string, endpoint: DockerEndpoint, needs: Needs): Promise<void> {
  const engine = await answeringEngine(where, "endpoint", endpoint);
  const problems = await whileItAnswers(where, "endpoint", endpoint, () =>
    Promise.all([
      versionProblems(engine, endpoint),
      ...needs.ports.map((port) => portProblems(engine, endpoint, needs.owner, port)),
      homeProblems(where, engine, needs),
      imageOfHomeProblems(engine, needs),
      runtimeProblems(engine, needs),
      rootProblems(engine, needs),
      ...(needs.innerEngine ? [innerEngineProblems(engine, needs.controller.name, needs.innerEngine)] : []),
      ...Object.entries(needs.images).map(([path, image]) => imageProblems(engine, path, image)),
    ]),
  );
  if (problems.flat().length > 0) throw new UserError(where, problems.flat());
}

async function portProblems(
  engine: Engine,
  endpoint: DockerEndpoint,
  owner: string,
  { path, bindAddress, port }: Needs["ports"][number],
): Promise<Problem[]> {
  const inUse = (by: string): Problem[] => {
    const message = `${String(port)} on ${bindAddress} is in use by ${by}. Choose another port, or stop that`;
    return [{ code: "JD402", path, message }];
  };
  const containers = await engine.listContainers();
  const holders = containers.filter(({ Ports }) =>
    Ports.some((at) => at.Type === "tcp" && at.PublicPort === port && overlap(at.IP, bindAddress)),
  );
  if (holders.some(({ Labels }) => Labels[ownerLabel] === owner)) return [];
  const other = holders[0];
  if (other) return inUse(`container ${other.Names[0]?.replace(/^\//, "") ?? other.Id}`);
  const here = parseDockerHost(endpoint.dockerHost);
  const sameMachine = here?.scheme === "unix" && endpoint.socketPath !== undefined && process.platform === "linux";
  if (!sameMachine || (await free(bindAddress, port))) return [];
  const own = containers.filter(({ Labels }) => Labels[ownerLabel] === owner);
  return (await isPublishedBy(engine, own, port)) ? [] : inUse("another program on this machine");
}

/**
 * Whether one of these containers has a port by its settings. The engine lists no port of a container that crashes in a loop,
 * between two of its starts.
 */
async function isPublishedBy(engine: Engine, containers: { Id: string }[], port: number): Promise<boolean> {
  const found = await Promise.all(containers.map(({ Id }) => ifThere(engine.getContainer(Id).inspect())));
  const bindings = found.flatMap((container) => Object.entries((container?.HostConfig.PortBindings ?? {}) as Bindings));
  return bindings.some(([of, at]) => of.endsWith("/tcp") && at?.some(({ HostPort }) => HostPort === String(port)));
}

/** Where the ports of a container are published, by port and protocol: `8080/tcp`. */
type Bindings = Record<string, { HostPort: string }[] | null>;

function overlap(published: string, wanted: string): boolean {
  const any = new Set(["0.0.0.0", "::"]);
  return published === wanted || any.has(published) || any.has(wanted);
}

function free(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // Only "in use" counts here. The engine itself reports an address that its machine does not have.
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      resolve(code !== "EADDRINUSE");
    });
    server.listen({ host: address, port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

async function homeProblems(where: string, engine: Engine, { owner, home }: Needs): Promise<Problem[]> {
  if (home.before !== undefined && (await ownerOfVolume(engine, home.before.volume)) === undefined)
    return [homeElsewhere(home.before, where)];
  const problem = (message: string): Problem[] => [{ code: "JD405", path: "homeVolume", message }];
  if (home.adopted && !home.retainOwn && (await ownerOfVolume(engine, home.own)) === owner) {
    const fix =
      home.name === home.own
        ? "It is this stack's own already: leave homeVolume out"
        : "Set retainHome: true, which keeps it, or remove it from the engine first";
    return problem(`this stack's own home, volume "${home.own}", would be deleted. ${fix}`);
  }
  const whose = await ownerOfVolume(engine, home.name);
  if (whose === undefined) {
    const fix = `Create it (docker volume create ${home.name}), or leave homeVolume out for a new one`;
    return home.adopted ? problem(`the engine has no volume "${home.name}". ${fix}`) : [];
  }
  if (!home.adopted && whose !== owner) {
    const what = `the engine has a volume "${home.name}" that is not this stack's${whose ? ` but ${whose}'s` : ""}`;
    return problem(`${what}. To use it as Jenkins' home, set homeVolume: ${home.name}`);
  }
  // Two controllers on one home would destroy that home.
  const users = await engine.listContainers({ filters: { volume: [home.name] } });
  const other = users.find(({ Labels }) => Labels[ownerLabel] !== owner);
  const user = other?.Names[0]?.replace(/^\//, "");
  return user ? problem(`volume "${home.name}" is in use by container ${user}. Stop that first`) : [];
}

async function imageOfHomeProblems(engine: Engine, { controller, home }: Needs): Promise<Problem[]> {
  if (controller.image === undefined) return [];
  const problem = olderJenkins(await versionOfHome(engine, controller.name, home.name), controller.image);
  return problem ? [problem] : [];
}

/** Whose a volume is by its label, "" where it has none; undefined where there is no such volume. */
async function ownerOfVolume(engine: Engine, name: string): Promise<string | undefined> {
  const volume = await ifThere(engine.getVolume(name).inspect());
  return volume && ((volume.Labels as Record<string, string> | null)?.[ownerLabel] ?? "");
}

async function runtimeProblems(engine: Engine, { runtime }: Needs): Promise<Problem[]> {
  if (!runtime) return [];
  const { Runtimes } = (await engine.info()) as { Runtimes: Record<string, unknown> };
  if (runtime.name in Runtimes) return [];
  const known = Object.keys(Runtimes).join(", ");
  const fix = "Install it there (github.com/nestybox/sysbox, Ubuntu or Debian), or leave isolation out";
  return [
    {
      code: "JD404",
      path: runtime.path,
      message: `the engine has no runtime "${runtime.name}", only ${known}. ${fix}`,
    },
  ];
}

/** [docs.docker.com: Isolate containers with a user namespace, "User namespace known limitations"] */
async function rootProblems(engine: Engine, { rootFor }: Needs): Promise<Problem[]> {
  if (rootFor === undefined) return [];
  const { SecurityOptions: options } = (await engine.info()) as { SecurityOptions?: string[] | null };
  if (!options?.includes("name=userns")) return [];
  const message = `"${rootFor}" needs root on the host, and the engine maps it away (userns-remap). Use dind.isolation: sysbox, or an engine without userns-remap`;
  return [{ code: "JD412", path: "access", message }];
}

/**
 * An image that its registry says it does not have. A registry that does not answer, or wants a login, is no problem yet:
 * the image may be in the build's cache, or not be needed at all.
 */
async function imageProblems(engine: Engine, path: string, image: string): Promise<Problem[]> {
  const asked = engine.getImage(image);
  try {
    await asked.inspect().catch(() => asked.distribution());
    return [];
  } catch (error) {
    if (!hasStatus(error, 404)) return [];
    const { json } = error as { json?: { message?: string } };
    const message = `the registry has no image "${image}": ${json?.message ?? "not found"}. Correct its name or tag`;
    return [{ code: "JD403", path, message }];
  }
}

/** What the containers' health checks need. [docs.docker.com: Engine API 1.44, "StartInterval"] */
const oldestApi = "1.44";

async function versionProblems(engine: Engine, { dockerHost }: DockerEndpoint): Promise<Problem[]> {
  const { Version: version, ApiVersion: api } = await engine.version();
  if (api.localeCompare(oldestApi, "en", { numeric: true }) >= 0) return [];
  const message = `the engine at ${dockerHost} is too old: Docker ${version}. Docker 25 (API ${oldestApi}) or newer is needed`;
  return [{ code: "JD401", path: "endpoint", message }];
}
