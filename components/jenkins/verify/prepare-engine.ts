/** Makes the engines that agents live on ready for them, from inside the controller: it reaches each of them. */
import { execute, type Engine, isTimedOut, printable } from "../../endpoint/execute";
import { environmentList } from "../../text/environment";
import { packagedFile } from "../../text/packaged-file";
import { UserError } from "../../text/user-error";
import { isImageId } from "./agents-image";
import { isRefusal } from "./builds-reach-engine";
import { dockerConfigFile } from "../../paths";
import type { EngineForAgents } from "../agents/engine-for-agents";

/** Seconds. Agents' images are pulled and built in that time. */
const limit = 1800;

/** The outcome of making an engine ready for agents. */
export interface Prepared {
  warnings: string[];
  /** The id of the agents' image that was made; undefined where none is to be made, or the engine is away. */
  image?: string;
}

/**
 * Runs the script.
 * @param elsewhere whether the engine is another machine's, which may be away
 * @param recorded the id that an earlier `up` has recorded for the image
 * @throws UserError with what Docker said
 */
export async function prepareEngine(
  where: string,
  engine: Engine,
  controller: string,
  { uri, certificates, image, dockerConfig, hasDockerConfig, filler }: EngineForAgents,
  elsewhere: boolean,
  recorded = "",
): Promise<Prepared> {
  const environment = {
    DOCKER_HOST: uri,
    ...(certificates === undefined ? {} : { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: certificates }),
    IMAGE: image?.name ?? "",
    RECORDED: recorded,
    DOCKERFILE: image?.dockerfile ?? "",
    BUILD_ARGUMENTS: Object.keys(image?.buildArgs ?? {}).join(" "),
    ...Object.fromEntries(Object.entries(image?.buildArgs ?? {}).map(([key, value]) => [`BUILD_${key}`, value])),
    VOLUME: dockerConfig,
    CONFIG: hasDockerConfig ? dockerConfigFile : "",
    FILLER: filler,
  };
  // An image of the user's own may lack the command `timeout`.
  const limited = ["sh", "-c", 'command -v timeout >/dev/null && exec timeout "$0" "$@"; exec "$@"', String(limit)];
  const words = [
    ...limited,
    "env",
    ...environmentList(environment),
    "sh",
    "-c",
    packagedFile(__dirname, "prepare-engine.sh"),
  ];
  const { output, status } = await execute(engine, controller, words, "jenkins");
  if (status === 0) return prepared(output, { uri, image: image?.name ?? "", dockerConfig });
  const lastLines = printable(output).trim().split("\n").slice(-8).join("\n    ");
  if (status === 127 && image === undefined) return { warnings: [] }; // customImage lacks the Docker CLI, and there is nothing to make with it
  if (status === 127) throw notReady(where, uri, noCli);
  if (isTimedOut(status))
    throw notReady(where, uri, `no end within ${String(limit)} s. Its last lines:\n    ${lastLines}\n `);
  if (elsewhere && /cannot connect|no route|timeout|deadline|no such host/i.test(lastLines) && !isRefusal(lastLines)) {
    const away = `the engine at ${uri} is away, and has no agents' image until an up finds it: ${lastLines}  [JD413]`;
    return { warnings: [away] };
  }
  throw notReady(where, uri, `\n    ${lastLines}\n `);
}

/** What the script said. Pure. */
export function prepared(output: string, names: { uri: string; image: string; dockerConfig: string }): Prepared {
  const { uri, image: tag, dockerConfig } = names;
  const said: Record<string, string> = {
    "put-back": `on the engine at ${uri}, ${tag} was not the image that this stack had made for agents. It is put back. A build may have replaced it: look at what builds do there`,
    "not-pulled": `on the engine at ${uri}, the agents' image is built upon images as that engine has them: no registry gave it the current ones`,
    "in-use": `on the engine at ${uri}, an agent still uses volume ${dockerConfig}. The logins in it are gone, and the volume goes with a later up`,
  };
  const lines = [...output.matchAll(/^::(\S+) ?(.*)$/gm)].map(([, word = "", rest = ""]) => ({
    word,
    rest: rest.trim(),
  }));
  const image = lines.find(({ word, rest }) => word === "image" && isImageId(rest))?.rest;
  return {
    warnings: lines.flatMap(({ word }) => (said[word] === undefined ? [] : `${said[word]}  [JD413]`)),
    ...(image === undefined ? {} : { image }),
  };
}

const noCli =
  "the controller's image (customImage) has no Docker CLI, by which the agents' image is built there. Add docker and buildx to " +
  "it, or name an image of your own in every one of agents.templates";

function notReady(where: string, uri: string, why: string): UserError {
  const message = `the engine at ${uri} cannot be made ready for agents: ${why}`;
  return new UserError(where, [{ code: "JD413", path: "agents", message }]);
}
