/** One list of registry mirrors for all engines that a stack makes. Pure. */
import type { StackConfig } from "./config";

type Block = { registryMirrors?: string[] } | undefined;

/** The config with `registryMirrors` in every block of an engine that this stack makes, and that names none itself. */
export function withMirrors(config: StackConfig): StackConfig {
  const { registryMirrors: mirrors, aws, dind, remote } = config;
  if (mirrors === undefined) return config;
  const filled = <T extends Block>(block: T) => ({ registryMirrors: mirrors, ...block });
  const onlyThere = <T extends { aws?: Block }>(engine: T) =>
    engine.aws === undefined ? engine : { ...engine, aws: filled(engine.aws) };
  return {
    ...config,
    aws: filled(aws),
    dind: filled(dind),
    remote: {
      ...onlyThere({ ...remote }),
      container: filled(remote?.container),
      ...(remote?.pool ? { pool: remote.pool.map(onlyThere) } : {}),
    },
  };
}
