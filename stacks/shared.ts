/** What stands at the top of a config and is meant for every block that has it: mirrors, proxy, CAs. Pure. */
import type { StackConfig } from "./config";

type Shared = Pick<StackConfig, "registryMirrors" | "proxy" | "caBundle">;

/** The config with what is shared in every block of an engine or a VM that this stack makes, unless that says otherwise. */
export function withShared(config: StackConfig): StackConfig {
  const { aws, dind, remote } = config;
  const { registryMirrors, proxy, caBundle } = config;
  const mirrors = given({ registryMirrors });
  const ofMachine = given({ registryMirrors, proxy, caBundle });
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

function given(shared: Shared): Shared {
  return Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)) as Shared;
}
