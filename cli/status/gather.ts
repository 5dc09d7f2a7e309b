/** Asks for what a stack's status tells: the engine, the containers, Jenkins, and the state. */
import { connect as connectTls } from "node:tls";
import { execute, type Engine, printable } from "../../components/endpoint/execute";
import { ifThere } from "../../components/endpoint/not-found";
import { lastBackup } from "../../components/jenkins/backup/last-backup";
import { backupScript } from "../../components/jenkins/backup/places";
import { jenkinsHomePath } from "../../components/paths";
import { JenkinsClient } from "../smoke/jenkins-client";
import { cloudsOf } from "../smoke/controller-clouds";
import type { Outputs, StackController } from "../stack-controller";
import type { Status } from "./facts";

/** All but what an `up` would do. */
export async function statusOf(name: string, found: StackController): Promise<Status> {
  const { engine, outputs, stack } = found;
  const { containerName: container, url, caCert } = outputs;
  const state = await ifThere(engine.getContainer(container).inspect());
  const runs = state?.State.Running === true;
  const [{ Version: version }, buildsEngine, disk, cap, ofState, front, backup, jenkins] = await Promise.all([
    engine.version(),
    runs ? buildsEngineOf(engine, container) : { away: "the controller does not run" },
    runs ? diskOf(engine, container) : undefined,
    runs ? capOf(engine, container) : undefined,
    stack.capture(["stack", "export"]).then(certificatesIn),
    url.startsWith("https:") ? certificateOf(url, caCert) : [],
    backupOf(engine, container),
    jenkinsOf(outputs),
  ]);
  const { running, ...told } = jenkins;
  return {
    stack: name,
    url,
    access: outputs.access,
    jenkins: { health: healthOf(state?.State), startedAt: runs ? state.State.StartedAt : undefined, ...told },
    engine: { version },
    buildsEngine,
    disk,
    agents: running === undefined || cap === undefined ? undefined : { running, cap },
    certificates: [...ofState, ...front],
    backup,
  };
}

function healthOf(state: { Running: boolean; Status: string; Health?: { Status: string } } | undefined): string {
  if (state === undefined) return "not there: somebody removed its container";
  return state.Running ? (state.Health?.Status ?? state.Status) : "not running";
}

/** As a build asks. */
async function buildsEngineOf(engine: Engine, container: string): Promise<Status["buildsEngine"]> {
  const words = ["timeout", "30", "docker", "version", "--format", "{{.Server.Version}}"];
  const { output, status } = await execute(engine, container, words, "jenkins");
  const said = printable(output).trim().split("\n").at(-1) ?? "";
  return status === 0 ? { version: said } : { away: said || "no answer within 30 s" };
}

async function diskOf(engine: Engine, container: string): Promise<Status["disk"]> {
  const { output, status } = await execute(engine, container, ["df", "-Pk", jenkinsHomePath]);
  const [, total, , free] = output.trim().split("\n").at(-1)?.split(/\s+/).map(Number) ?? [];
  if (status !== 0 || !total || free === undefined) return undefined;
  return { freeBytes: free * 1024, totalBytes: total * 1024 };
}

/** How many agents the casc's clouds allow together. */
async function capOf(engine: Engine, container: string): Promise<number> {
  const clouds = await cloudsOf({ engine, container });
  return clouds.reduce((sum, { containerCap }) => sum + containerCap, 0);
}

async function backupOf(engine: Engine, container: string): Promise<Status["backup"]> {
  const found = await ifThere(engine.getContainer(`${container}-backup`).inspect());
  if (found === undefined) return undefined;
  if (!found.State.Running || found.State.Restarting)
    return { said: "no backups are made: their container does not run", failed: true };
  const { output, status } = await execute(engine, found.Id, ["/bin/sh", backupScript, "health"]);
  return { said: lastBackup(printable(output), new Date()), failed: status !== 0 };
}

/** Certificates that the stack made, from what `pulumi stack export` prints. */
export function certificatesIn(exported: string): Status["certificates"] {
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources?: { urn: string; delete?: boolean; outputs?: { validityEndTime?: unknown } }[] };
  };
  return (deployment.resources ?? []).flatMap(({ urn, delete: old, outputs }) => {
    const until = outputs?.validityEndTime;
    return typeof until === "string" && !old ? [{ name: urn.split("::").at(-1) ?? "", until }] : [];
  });
}

/** The certificate that the web interface shows, which with a domain is none of the stack's. */
function certificateOf(url: string, ca: string | undefined): Promise<Status["certificates"]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connectTls({ host: hostname, port: Number(port || 443), servername: hostname, ca, timeout: 10_000 });
    const end = (found: Status["certificates"]) => {
      socket.destroy();
      resolve(found);
    };
    socket.on("secureConnect", () => {
      const { valid_to: until } = socket.getPeerCertificate();
      end([{ name: `of ${hostname}`, until: new Date(until).toISOString() }]);
    });
    // Jenkins is asked on the same port, and what is wrong is told there.
    for (const event of ["error", "timeout"])
      socket.on(event, () => {
        end([]);
      });
  });
}

/** What Jenkins tells of itself. */
async function jenkinsOf({ url, adminUser, adminPassword, caCert }: Outputs) {
  const jenkins = new JenkinsClient(url, adminPassword, adminUser, caCert);
  try {
    const version = await jenkins.version();
    return { version, running: await agentsIn(jenkins), pluginUpdates: await updatesIn(jenkins) };
  } catch (error) {
    const { message, cause } = error as Error;
    return { away: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

/** Agents of docker-plugin that Jenkins has. [docker-plugin: io.jenkins.docker.DockerComputer] */
async function agentsIn(jenkins: JenkinsClient): Promise<number> {
  const { computer } = (await jenkins.json("computer/api/json?tree=computer[_class]")) as {
    computer: { _class?: string }[];
  };
  return computer.filter(({ _class: kind }) => kind === "io.jenkins.docker.DockerComputer").length;
}

/** Plugins with an update; undefined where Jenkins does not tell. */
async function updatesIn(jenkins: JenkinsClient): Promise<string[] | undefined> {
  const page = "pluginManager/api/json?tree=plugins[shortName,hasUpdate]";
  const found = (await jenkins.json(page).catch(() => undefined)) as
    { plugins?: { shortName: string; hasUpdate?: boolean }[] } | undefined;
  return found?.plugins
    ?.filter(({ hasUpdate }) => hasUpdate)
    .map(({ shortName }) => shortName)
    .sort();
}
