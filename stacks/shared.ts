/** What stands at the top of a config and is meant for every block that has it: mirrors, proxy, CAs of a network and of registries. Pure. */
import type { StackConfig } from "./config";

/** The config with what is shared in every block of an engine or a VM that this stack makes, unless that says otherwise. */
export function withShared(config: StackConfig): StackConfig {
  const { aws, dind, remote, registryMirrors, proxy, caBundle } = config;
  const cas = (config.registries ?? []).flatMap(({ address, caCert }) =>
    typeof caCert === "string" ? [{ address, caCert }] : [],
  );
  const mirrors = registryMirrors === undefined ? {} : { registryMirrors };
  const ofMachine = {
    ...mirrors,
    ...(proxy === undefined ? {} : { proxy }),
    ...(caBundle === undefined ? {} : { caBundle }),
    ...(cas.length === 0 ? {} : { registryCas: cas }),
  };
  if (Object.keys(ofMachine).length === 0) return config;
  const machine = <T extends { aws?: object }>(engine: T) =>
    engine.aws === undefined ? engine : { ...engine, aws: { ...ofMachine, ...engine.aws } };
  return {
    ...config,
    aws: { ...ofMachine, ...aws },
    dind: { ...mirrors, ...dind },
    remote: {
      ...machine({ ...remote }),
      container: { ...mirrors, ...remote?.container },
      ...(remote?.pool ? { pool: remote.pool.map(machine) } : {}),
    },
  };
}
