/** Makes the engines that agents live on ready for them, from inside the controller: it reaches each of them. */
import * as fs from "node:fs";
import * as path from "node:path";
import { execute, type Engine } from "../../endpoint/execute";
import { environmentList } from "../../text/environment";
import { UserError } from "../../text/user-error";
import { isRefusal } from "./builds-reach-engine";
import { dockerConfigFile } from "../../paths";
import type { EngineForAgents } from "../agents/engine-for-agents";

const script = fs.readFileSync(path.join(__dirname, "prepare-engine.sh"), "utf8");

/**
 * Runs the script.
 * @param elsewhere whether the engine is another machine's, which may be away
 * @returns a warning where that is so
 * @throws UserError with what Docker said
 */
export async function prepareEngine(
  where: string,
  engine: Engine,
  controller: string,
  { uri, certificates, image, dockerConfig, hasDockerConfig, filler }: EngineForAgents,
  elsewhere: boolean,
): Promise<string | undefined> {
  const environment = {
    DOCKER_HOST: uri,
    ...(certificates === undefined ? {} : { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: certificates }),
    IMAGE: image?.name ?? "",
    DOCKERFILE: image?.dockerfile ?? "",
    BUILD_ARGUMENTS: Object.keys(image?.buildArgs ?? {}).join(" "),
    ...Object.fromEntries(Object.entries(image?.buildArgs ?? {}).map(([key, value]) => [`BUILD_${key}`, value])),
    VOLUME: dockerConfig,
    CONFIG: hasDockerConfig ? dockerConfigFile : "",
    FILLER: filler,
  };
  const words = ["env", ...environmentList(environment), "sh", "-c", script];
  const { output, status } = await execute(engine, controller, words, "jenkins");
  if (status === 0) return undefined;
  const lastLines = output.trim().split("\n").slice(-8).join("\n    ");
  if (status === 127 && image === undefined) return undefined; // nothing to make here by the CLI that customImage lacks
  if (status === 127) throw notReady(where, uri, noCli);
  if (elsewhere && /cannot connect|no route|timeout|deadline|no such host/i.test(lastLines) && !isRefusal(lastLines))
    return `the engine at ${uri} is away, and has no agents' image until an up finds it: ${lastLines}  [JD413]`;
  throw notReady(where, uri, `\n    ${lastLines}\n `);
}

const noCli =
  "the controller's image (customImage) has no Docker CLI, by which the agents' image is built there. Add docker and buildx to " +
  "it, or name an image of your own in every one of agents.templates";

function notReady(where: string, uri: string, why: string): UserError {
  const message = `the engine at ${uri} cannot be made ready for agents: ${why}`;
  return new UserError(where, [{ code: "JD413", path: "agents", message }]);
}
