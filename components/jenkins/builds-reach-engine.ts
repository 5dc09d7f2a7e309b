/** The last check of an `up`: user jenkins, in the controller, reaches the engine that builds use. */
import type { BuildAccess } from "../access/access";
import { execute, type Engine } from "../engine/execute";
import { ConfigError } from "../problems";

/** Where there is no Docker CLI: an image of the user's own may do without. [POSIX: sh, exit status 126 and 127] */
const notThere = new Set([126, 127]);

/** @throws ConfigError with what the Docker CLI said */
export async function buildsReachEngine(
  where: string,
  engine: Engine,
  controller: string,
  { dockerHost, whenDenied }: Pick<BuildAccess, "dockerHost" | "whenDenied">,
): Promise<void> {
  const words = ["docker", "version", "--format", "{{.Server.Version}}"];
  const { output, status } = await execute(engine, controller, words, "jenkins");
  if (status === 0 || notThere.has(status)) return;
  const said = output.trim().split("\n").at(-1) ?? "";
  const fix = said.includes("permission denied") && whenDenied !== undefined ? ` ${whenDenied}` : "";
  const message = `builds do not reach their Docker engine at ${dockerHost}: ${said}.${fix}`;
  throw new ConfigError(where, [{ code: "JD409", path: "access", message }]);
}
