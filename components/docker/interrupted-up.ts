/**
 * Clears what an interrupted `up` left: the engine made it, it is not in Pulumi's state, and its name is taken. Pulumi calls
 * the hook just before it creates a thing, so whatever has the name then is not in its state. Ports that the deployment
 * itself still has are freed there, too.
 */
import * as pulumi from "@pulumi/pulumi";
import { whileItAnswers } from "../endpoint/answer";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { promiseOf } from "../endpoint/outputs";
import { connect } from "../endpoint/connect";
import type { Engine } from "../endpoint/execute";
import { ifThere } from "../endpoint/not-found";
import { UserError } from "../text/user-error";
import { deploymentLabel, ownerLabel } from "./engine-names";

type Labels = Record<string, string> | undefined;

interface Found {
  labels: Labels;
  remove(): Promise<unknown>;
}

/** What has a name on an engine, by the type of the resource that wants it. */
const find: Record<string, (engine: Engine, name: string) => Promise<Found>> = {
  "docker:index/container:Container": async (engine, name) => {
    const container = engine.getContainer(name);
    const { Config } = await container.inspect();
    const remove = async () => {
      // The container may be in use: Jenkins saves its state before it ends. A container that never ran cannot be stopped.
      await container.stop().catch(() => undefined);
      await container.remove({ force: true, v: true }); // removes anonymous volumes; named volumes stay, and the home is one of them
    };
    return { labels: Config.Labels, remove };
  },
  "docker:index/network:Network": async (engine, name) => {
    const network = engine.getNetwork(name);
    const { Labels: labels } = (await network.inspect()) as { Labels?: Record<string, string> };
    return { labels, remove: () => network.remove() as Promise<unknown> };
  },
};

/**
 * A hook for the creation of containers and networks: what is ours and left over is removed, with a word; what is
 * somebody else's stops the creation.
 */
export function leftoverHook(
  name: string,
  endpoint: pulumi.Output<DockerEndpoint>,
  deployment: pulumi.Output<string>,
): pulumi.ResourceHook {
  const known = promiseOf(pulumi.all([endpoint, deployment]));
  return new pulumi.ResourceHook(`${name}-leftovers`, async ({ type, newInputs }) => {
    const [reached, ours] = await known;
    await clearLeftovers(`Jenkins ${name}`, reached, ours, type, newInputs as Wanted);
  });
}

/** What Pulumi is about to create. */
interface Wanted {
  name: string;
  ports?: { external?: number }[];
}

/**
 * Frees the name and the ports of what is about to be created.
 * @param ours the id of the deployment
 * @throws UserError where the name is somebody else's (JD406), or the engine does not answer (JD401) or cannot (JD418)
 */
export async function clearLeftovers(
  where: string,
  endpoint: DockerEndpoint,
  ours: string,
  type: string,
  { name, ports = [] }: Wanted,
): Promise<void> {
  await whileItAnswers(where, "endpoint", endpoint, async () => {
    const engine = await connect(endpoint, 0);
    if (ports.length > 0) await freePorts(engine, ours, ports);
    const look = find[type]?.(engine, name);
    const found = look && (await ifThere(look));
    if (!found) return;
    if (found.labels?.[deploymentLabel] !== ours) throw nameTaken(where, name, found.labels);
    await pulumi.log.info(`removing ${name}, which an interrupted up left`);
    await found.remove();
  });
}

/**
 * Stops the containers of this deployment that hold a port which a new container needs. Pulumi deletes removed resources last. So the old
 * container, such as the front for HTTPS, would still hold the port.
 */
async function freePorts(engine: Engine, ours: string, wanted: NonNullable<Wanted["ports"]>): Promise<void> {
  const ports = new Set(wanted.map(({ external }) => external));
  const containers = await engine.listContainers({ filters: { label: [`${deploymentLabel}=${ours}`] } });
  const holders = containers.filter(({ Ports }) =>
    Ports.some(({ PublicPort, Type }) => Type === "tcp" && ports.has(PublicPort)),
  );
  await Promise.all(holders.map(({ Id }) => engine.getContainer(Id).stop()));
}

function nameTaken(where: string, taken: string, labels: Labels): UserError {
  const whose = labels?.[ownerLabel];
  const message =
    `${taken} is on this engine already, and belongs to ${whose ? `another deployment of ${whose}` : "somebody else"}. ` +
    "Remove or rename it, or rename this stack or component";
  return new UserError(where, [{ code: "JD406", path: "name", message }]);
}
