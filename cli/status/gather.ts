/** Asks for what a stack's status tells: the engine, the containers, and the state. A question that fails leaves its answer out. */
import type { ContainerInspectInfo } from "dockerode";
import { execute, type Engine, isRunning, printable } from "../../components/endpoint/execute";
import { type Access, accessModes } from "../../components/access/modes";
import { ifThere } from "../../components/endpoint/not-found";
import { lastBackup } from "../../components/jenkins/backup/last-backup";
import { backupScript } from "../../components/jenkins/backup/places";
import { complaint } from "../../components/jenkins/verify/builds-reach-engine";
import { cascFile, jenkinsHomePath } from "../../components/paths";
import { resourcesIn } from "../exported-state";
import { textOf } from "../smoke/controller-clouds";
import { renderedClouds, renderedFleets } from "../smoke/rendered-clouds";
import type { EngineAway, StackController } from "../stack-controller";
import type { Status } from "./facts";
import { jenkinsOf, shownCertificate } from "./web";

/** All but what an `up` would do. */
export async function statusOf(name: string, controller: StackController): Promise<Status> {
  const { engine, endpoint, outputs, exported, makesBackups } = controller;
  const { containerName: container, url, access } = outputs;
  const found = await ifThere(engine.getContainer(container).inspect());
  const runs = found !== undefined && isRunning(found.State);
  const [{ Version: version }, buildsEngine, disk, cap, shown, backup, jenkins] = await Promise.all([
    engine.version(),
    !hasBuildsEngine(access) ? {} : runs ? buildsEngineOf(engine, container) : { error: "the controller does not run" },
    runs ? unlessItFails(diskOf(engine, container)) : undefined,
    runs ? unlessItFails(capOf(engine, container)) : undefined,
    shownCertificate(outputs),
    makesBackups ? backupOf(engine, container) : undefined,
    jenkinsOf(outputs, endpoint),
  ]);
  const { agents: running, ...told } = jenkins;
  return {
    stack: name,
    url,
    access,
    jenkins: { health: healthOf(found), startedAt: runs ? found.State.StartedAt : undefined, ...told },
    engine: { version },
    buildsEngine,
    disk,
    agents: running === undefined || cap === undefined ? undefined : { running, cap },
    certificates: [...certificatesIn(exported), ...shown],
    backup,
  };
}

/** What is known where the engine is away. */
export function withoutEngine(name: string, { message, outputs: { url, access } }: EngineAway): Status {
  const jenkins = { health: "not known" };
  return { stack: name, url, access, jenkins, engine: { error: message }, buildsEngine: {}, certificates: [] };
}

function healthOf(found: ContainerInspectInfo | undefined): string {
  if (found === undefined) return "not there: somebody removed its container";
  const { Running: runs, Restarting: again, Status: status, Health: health } = found.State;
  if (again) return "crashing: it is started again and again";
  return runs ? (health?.Status ?? status) : "not running";
}

/** A container may end while it is asked. */
function unlessItFails<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch(() => undefined);
}

/** Whether builds have an engine that the controller reaches. With other modes, each agent is a machine with an engine of its own. */
export function hasBuildsEngine(access: string): boolean {
  return !(access in accessModes) || accessModes[access as Access].containerAgents;
}

/** As a build asks. An image of the user's own may lack the Docker CLI: then nothing is known. */
async function buildsEngineOf(engine: Engine, container: string): Promise<Status["buildsEngine"]> {
  try {
    const error = await complaint(engine, container);
    if (error !== undefined) return { error };
    const words = ["docker", "version", "--format", "{{.Server.Version}}"];
    const { output, status } = await execute(engine, container, words, "jenkins");
    return status === 0 ? { version: printable(output).trim() } : {};
  } catch (error) {
    return { error: (error as Error).message };
  }
}

async function diskOf(engine: Engine, container: string): Promise<Status["disk"]> {
  const { output, status } = await execute(engine, container, ["df", "-Pk", jenkinsHomePath]);
  const [, total, , free] = output.trim().split("\n").at(-1)?.split(/\s+/).map(Number) ?? [];
  if (status !== 0 || !total || free === undefined) return undefined;
  return { freeBytes: free * 1024, totalBytes: total * 1024 };
}

/** How many agents the casc's clouds and fleets allow together. */
async function capOf(engine: Engine, container: string): Promise<number> {
  const casc = await textOf({ engine, container }, cascFile);
  const ofClouds = renderedClouds(casc).map(({ containerCap }) => containerCap);
  const ofFleets = renderedFleets(casc).map(({ maxSize }) => maxSize);
  return [...ofClouds, ...ofFleets].reduce((sum, cap) => sum + cap, 0);
}

async function backupOf(engine: Engine, container: string): Promise<Status["backup"]> {
  const none = { summary: "no backups are made: their container does not run", failed: true };
  const found = await ifThere(engine.getContainer(`${container}-backup`).inspect());
  if (found === undefined || !isRunning(found.State)) return none;
  const health = await unlessItFails(execute(engine, found.Id, ["/bin/sh", backupScript, "health"]));
  return health ? { summary: lastBackup(printable(health.output), new Date()), failed: health.status !== 0 } : none;
}

/** Certificates that the stack made, from what `pulumi stack export` prints. */
export function certificatesIn(exported: string): Status["certificates"] {
  return resourcesIn(exported).flatMap(({ urn, outputs }) => {
    const until = outputs?.validityEndTime;
    const name = urn.split("::").at(-1) ?? "";
    return typeof until === "string" ? [{ name, until, renewedBy: "pulumi up" as const }] : [];
  });
}
