/** Settings at the top of a config that are meant for every block with an engine or a VM. Pure. */
import { type Access, accessModes, blockOf } from "../components/access/modes";
import type { Proxy } from "../components/text/proxy";
import type { StackConfig } from "./config";
import { stackModes } from "./modes";

/** What every machine or engine of the stack is told, unless its own block says otherwise. */
export interface MachineSettings {
  registryMirrors?: string[];
  proxy?: Proxy;
  caBundle?: string;
  registryCas?: { address: string; caCert: string }[];
}

/** The config with the shared settings in every block of an engine or a VM that this stack makes. */
export function withShared(config: StackConfig): StackConfig {
  const { aws, registryMirrors, proxy, caBundle } = config;
  const cas = (config.registries ?? []).flatMap(({ address, caCert }) =>
    typeof caCert === "string" ? [{ address, caCert }] : [],
  );
  const machine: MachineSettings = {
    ...(registryMirrors === undefined ? {} : { registryMirrors }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(caBundle === undefined ? {} : { caBundle }),
    ...(cas.length === 0 ? {} : { registryCas: cas }),
  };
  if (Object.keys(machine).length === 0) return config;
  return { ...config, aws: { ...machine, ...aws }, ...modeBlocks(config, machine) };
}

/** The modes' blocks. An engine of a mode's own takes the mirrors; the component has proxy and CAs for all of its parts. */
function modeBlocks(config: StackConfig, machine: MachineSettings): object {
  const blocks = Object.entries(accessModes).map(([access, { name, schema }]) => {
    const block = blockOf(config, access as Access) ?? {};
    const ofStack = stackModes[access as Access];
    if (ofStack) return [[name, ofStack.withShared(block, machine)]];
    const { registryMirrors } = machine;
    const takesMirrors = registryMirrors !== undefined && schema !== undefined && "registryMirrors" in schema.shape;
    return takesMirrors ? [[name, { registryMirrors, ...block }]] : [];
  });
  return Object.fromEntries(blocks.flat()) as object;
}
