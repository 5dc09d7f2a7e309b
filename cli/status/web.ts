/** What Jenkins and its web server tell, over the network. */
import { connect } from "node:tls";
import type { DockerEndpoint } from "../../components/endpoint/endpoint";
import type { JenkinsClient } from "../smoke/jenkins-client";
import { reachOf } from "../smoke/reach";
import type { Outputs } from "../jenkins-in-state";
import type { Status } from "./facts";

/** What Jenkins tells of itself. */
type Told = Pick<Status["jenkins"], "version" | "pluginUpdates" | "error"> & { agents?: number };

/** Seconds for a certificate. */
const limit = 10;

/** Asks Jenkins, where it can be asked from here. */
export async function jenkinsOf(outputs: Outputs, endpoint: DockerEndpoint): Promise<Told> {
  const { jenkins } = reachOf(outputs, endpoint);
  if (jenkins === undefined) return {};
  try {
    const version = await jenkins.version();
    return { version, agents: await agentsIn(jenkins), pluginUpdates: await updatesIn(jenkins) };
  } catch (error) {
    const { message, cause } = error as Error;
    return { error: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

/** What Jenkins has for an agent of ours: a container, or a machine of a fleet. [docker-plugin: DockerComputer; ec2-fleet-plugin: EC2FleetNodeComputer] */
const agentClasses = ["io.jenkins.docker.DockerComputer", "com.amazon.jenkins.ec2fleet.EC2FleetNodeComputer"];

/** How many of Jenkins' computers are such agents. Pure. */
export function countAgents(computers: { _class?: string }[]): number {
  return computers.filter(({ _class: kind = "" }) => agentClasses.includes(kind)).length;
}

async function agentsIn(jenkins: JenkinsClient): Promise<number | undefined> {
  const found = await told<{ computer: { _class?: string }[] }>(jenkins, "computer/api/json?tree=computer[_class]");
  return found && countAgents(found.computer);
}

async function updatesIn(jenkins: JenkinsClient): Promise<string[] | undefined> {
  const page = "pluginManager/api/json?tree=plugins[shortName,hasUpdate]";
  const found = await told<{ plugins?: { shortName: string; hasUpdate?: boolean }[] }>(jenkins, page);
  return found?.plugins
    ?.filter(({ hasUpdate }) => hasUpdate)
    .map(({ shortName }) => shortName)
    .sort();
}

/** A page of the API; undefined where Jenkins does not show it: nobody may be logged in, or the page may not be there. */
function told<T>(jenkins: JenkinsClient, page: string): Promise<T | undefined> {
  return jenkins.json(page).catch(() => undefined) as Promise<T | undefined>;
}

/** The certificate of a domain, which the web server gets by ACME. Any other one is of the stack's own CA, and in its state. */
export function shownCertificate({ url, caCert }: Outputs): Promise<Status["certificates"]> {
  if (url === undefined) return Promise.resolve([]);
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== "https:" || caCert !== undefined) return Promise.resolve([]);
  return new Promise((resolve) => {
    const socket = connect({
      ...{ host: hostname, port: Number(port || 443), servername: hostname },
      timeout: limit * 1000,
    });
    const end = (found: Status["certificates"]) => {
      socket.destroy();
      resolve(found);
    };
    socket.on("secureConnect", () => {
      const until = new Date(socket.getPeerCertificate().valid_to).toISOString();
      end([{ name: `of ${hostname}`, until, renewedBy: "the web server" }]);
    });
    // What is wrong is told of Jenkins, which is asked by the same address.
    for (const event of ["error", "timeout"])
      socket.on(event, () => {
        end([]);
      });
  });
}
