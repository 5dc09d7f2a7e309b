/** Registry mirrors of this machine's engine, for the engines that stack local makes: each engine pulls by itself. */
import * as fs from "node:fs";
import { parse } from "yaml";
import { connect } from "../components/endpoint/connect";
import { findLocalEngine } from "../components/host/find-local-engine";
import { thisMachine } from "../components/host/this-machine";
import { mirrorProblem } from "../components/text/strict-forms";
import { Host } from "../stacks/hosts";
import { localSettings, localStack } from "./local-stack";
import { say } from "./say";
import type { Stack } from "./stack";

/** Writes the engine's mirrors into the settings of stack local, unless the settings name mirrors or another engine. */
export async function takeMirrorsOfEngine(stack: Stack): Promise<void> {
  if (hasChosen(fs.readFileSync(localSettings(stack.project), "utf8"))) return;
  const engine = await connect(findLocalEngine(thisMachine()).endpoint);
  const { RegistryConfig: registries } = (await engine.info()) as { RegistryConfig?: { Mirrors?: string[] | null } };
  const mirrors = reachedFromContainers(registries?.Mirrors ?? []);
  for (const [index, mirror] of mirrors.entries())
    await stack.capture(["config", "set", "--path", `registryMirrors[${String(index)}]`, mirror]);
  say(
    `stacks/Pulumi.${localStack}.yaml now has registryMirrors: those of this machine's engine, for engines in containers`,
  );
}

/** Whether settings name mirrors, be it none, or an engine, whose mirrors their owner knows. Pure. */
export function hasChosen(settings: string): boolean {
  return namesEngine(settings) || configOf(settings).some(([key]) => key.endsWith(":registryMirrors"));
}

/** Whether settings name another engine than that of this machine: then this machine needs none. Pure. */
export function namesEngine(settings: string): boolean {
  return configOf(settings).some(
    ([key, value]) => key.endsWith(":local") || (key.endsWith(":host") && value !== Host.local),
  );
}

function configOf(settings: string): [string, unknown][] {
  // What Pulumi prints of a config has the empty defaults of Pulumi.yaml, too.
  const { config } = (parse(settings) ?? {}) as { config?: object };
  return Object.entries(config ?? {});
}

/**
 * The mirrors that engines in containers can have: without those of the machine's own loopback, which is another one in a container, and
 * without those that `registryMirrors` does not take, with a path or a password. Pure.
 */
export function reachedFromContainers(mirrors: string[]): string[] {
  return mirrors
    .map((mirror) => mirror.replace(/\/$/, ""))
    .filter((mirror) => !/^https?:\/\/(localhost|127\.|\[::1\])/.test(mirror) && mirrorProblem(mirror) === undefined);
}
