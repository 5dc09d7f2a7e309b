/**
 * Settings of one block that count in another: those at the top of a config, for every block with an engine or a VM, and the builds' engine of
 * the VM, for `dood`. Pure.
 */
import { Access, accessModes, blockOf } from "../components/access/modes";
import { BuildsEngine, buildsEngineSocket } from "../components/host/bootstrap/host-settings";
import type { Proxy } from "../components/text/proxy";
import type { StackConfig } from "./config";
import { withSharedFleets } from "./fleets/fleets-config";
import { Host } from "./hosts";
import { stackModes } from "./modes";

/** What every machine or engine of the stack is told, unless its own block says otherwise. */
export interface MachineSettings {
  registryMirrors?: string[];
  proxy?: Proxy;
  caBundle?: string;
  registryCas?: { address: string; caCert: string }[];
}

/** The config with the settings that one block has for another: those at the top, and the builds' engine of the VM. */
export function withShared(config: StackConfig): StackConfig {
  return withTopSettings(withBuildsEngine(config));
}

/** `dood` uses the builds' engine of the VM, where that has one and no other socket is named. */
function withBuildsEngine(config: StackConfig): StackConfig {
  const { host, access, aws, dood } = config;
  const applies = host === Host.aws && aws?.buildsEngine === BuildsEngine.rootless && access === Access.dood;
  return applies && dood?.socketPath === undefined ? { ...config, dood: buildsEngineSocket } : config;
}

/** The shared settings in every block of an engine or a VM that this stack makes. */
function withTopSettings(config: StackConfig): StackConfig {
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
  const fleets = withSharedFleets(config.fleets, machine);
  return { ...config, aws: { ...machine, ...aws }, ...(fleets ? { fleets } : {}), ...modeBlocks(config, machine) };
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
