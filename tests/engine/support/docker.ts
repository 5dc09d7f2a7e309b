/** The engines that tests look at: the machine's own, and engines inside containers. */
import type Dockerode from "dockerode";
import { connect } from "../../../components/endpoint/connect";
import { execute, printable, withoutFrames } from "../../../components/endpoint/execute";
import { findLocalEngine } from "../../../components/host/find-local-engine";
import { thisMachine } from "../../../components/host/this-machine";
import { ownerLabel } from "../../../components/docker/engine-names";
import { until } from "../../../cli/smoke/jenkins-client";

/** The address of the machine's own engine. */
export const localDockerHost = findLocalEngine(thisMachine()).endpoint.dockerHost;

/** A client of it, without a limit of its own: a container that is stopped may take its time. The test's limit ends it. */
export function localEngine(): Promise<Dockerode> {
  return connect(findLocalEngine(thisMachine()).endpoint, 0);
}

/** Pulls an image. */
export async function pull(engine: Dockerode, image: string): Promise<void> {
  const progress = await engine.pull(image);
  await new Promise<void>((resolve, reject) => {
    engine.modem.followProgress(progress, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Everything on an engine that carries our labels for a stack, or a name with it. */
export async function tracesOf(engine: Dockerode, stack: string): Promise<string[]> {
  const [containers, networks, { Volumes: volumes }, images] = await Promise.all([
    engine.listContainers({ all: true }),
    engine.listNetworks(),
    engine.listVolumes(),
    engine.listImages(),
  ]);
  const names = [
    ...containers.map(({ Names }) => `container ${Names.join(" ").replace(/^\//, "")}`),
    ...networks.map(({ Name }) => `network ${Name}`),
    ...volumes.map(({ Name }) => `volume ${Name}`),
    ...images.flatMap(({ RepoTags }) => RepoTags ?? []).map((tag) => `image ${tag}`),
  ];
  return names.filter((name) => name.includes(stack)).sort();
}

/** Whether an engine has an image of a name. */
export async function hasImage(engine: Dockerode, image: string): Promise<boolean> {
  const images = await engine.listImages();
  return images.some(({ RepoTags }) => RepoTags?.includes(image.includes(":") ? image : `${image}:latest`));
}

/** Runs the Docker CLI inside a container, for what it prints. */
export async function dockerInside(engine: Dockerode, container: string, words: string[]): Promise<string> {
  const { output, status } = await execute(engine, container, ["docker", ...words]);
  if (status !== 0) throw new Error(`docker ${words.join(" ")} in ${container}: ${output}`);
  return output;
}

/** Seconds: on a busy machine, dockerd gives up on its own containerd after 15, and is started again. [components/jenkins/verify/healthy.ts] */
const engineLimit = 180;

/** Waits until the engine in a container answers there; its last lines are in the error. */
export async function untilEngineIn(engine: Dockerode, container: string): Promise<void> {
  try {
    await until(`the engine in ${container}`, engineLimit, () =>
      dockerInside(engine, container, ["version"]).catch(() => undefined),
    );
  } catch (error) {
    const log = await engine.getContainer(container).logs({ stdout: true, stderr: true, tail: 20 });
    throw new Error(`${(error as Error).message}. Its last lines:\n${printable(withoutFrames(log))}`, { cause: error });
  }
}

/** Removes what a stack of a test may have left, whatever happened to it. */
export async function removeTraces(engine: Dockerode, stack: string): Promise<void> {
  const ours = (labels: Record<string, string> | undefined) =>
    labels?.[ownerLabel]?.split("/").includes(stack) === true;
  const containers = await engine.listContainers({ all: true });
  await Promise.all(
    containers
      .filter(({ Labels }) => ours(Labels))
      .map(({ Id }) => engine.getContainer(Id).remove({ force: true, v: true })),
  );
  for (const { Id, Labels } of await engine.listNetworks()) if (ours(Labels)) await engine.getNetwork(Id).remove();
  for (const { Name, Labels } of (await engine.listVolumes()).Volumes) {
    if (ours(Labels)) await engine.getVolume(Name).remove();
  }
}

/** Removes the images of a stack of a test, whose name holds something random. */
export async function removeImages(engine: Dockerode, stack: string): Promise<void> {
  const own = new RegExp(`^\\w+-${stack}(-[\\w-]+)?:`);
  const tags = (await engine.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
  const removed = tags.filter((tag) => own.test(tag)).map((tag) => engine.getImage(tag).remove({ force: true }));
  await Promise.all(removed);
}
