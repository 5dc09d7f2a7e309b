/** An engine in a container that takes the place of another one: whether it is going to reach what it pulls. */
import { execute, type Engine, isRunning } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import { environmentList } from "../../text/environment";
import { dockerHub, registryIn } from "../../text/image-reference";
import type { Problem } from "../../text/problems";
import { proxyEnvironment, type ProxySettings } from "../../text/proxy";

/** An engine in a container, and what it pulls first. */
export interface InnerEngine {
  /** The setting that names its mirrors. */
  path: string;
  /** Its volume. Where that is there, the engine may have the image. */
  volume: string;
  mirrors: string[];
  /** What the agents' image is built upon. */
  image: string;
  proxy?: ProxySettings;
}

/** Tries each address, and ends with the first one that answers, whatever the answer is. Its last lines are why not. */
const ask = `command -v curl >/dev/null || exit 0
for address; do
  curl -sSk -o /dev/null --connect-timeout 15 --max-time 30 "$address" 2>&1 && exit 0
done
exit 1`;

/**
 * Asks from inside the controller that is there now: on its network the way out is that of an engine in a container. Where there is none
 * yet, nothing is replaced, and the engine itself says later what it does not get.
 */
export async function innerEngineProblems(
  engine: Engine,
  controller: string,
  { path, volume, mirrors, image, proxy }: InnerEngine,
): Promise<Problem[]> {
  const found = await ifThere(engine.getContainer(controller).inspect());
  if (found === undefined || !isRunning(found.State)) return [];
  if ((await ifThere(engine.getVolume(volume).inspect())) !== undefined) return [];
  const words = ["env", ...environmentList(proxyEnvironment(proxy)), "sh", "-c", ask, "sh", ...sources(image, mirrors)];
  const { output, status } = await execute(engine, found.Id, words);
  if (status !== 1) return [];
  const why = output.trim().split("\n").join("; ");
  const ofHub = registryIn(image) === dockerHub;
  const fix = ofHub
    ? "Name a mirror of Docker Hub that containers reach"
    : "Name an image of a registry that containers reach";
  const message = `the builds' engine pulls by itself, from inside a container, and could not get "${image}" from there: ${why}. ${fix}, or set proxy`;
  return [{ code: "JD413", path: ofHub ? path : "agents.image", message }];
}

/** Where an image may come from: the API of its registry, and before that of mirrors, which are of Docker Hub alone. Pure. */
export function sources(image: string, mirrors: string[]): string[] {
  const registry = registryIn(image);
  if (registry !== dockerHub) return [`https://${registry}/v2/`];
  return [...mirrors.map((mirror) => mirror.replace(/\/*$/, "/v2/")), "https://registry-1.docker.io/v2/"];
}
