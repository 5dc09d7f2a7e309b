/** Registry mirrors of this machine's engine, for the engines that stack local makes: each engine pulls by itself. */
import * as fs from "node:fs";
import { parse } from "yaml";
import { connect } from "../components/endpoint/connect";
import { findLocalEngine } from "../components/host/find-local-engine";
import { thisMachine } from "../components/host/this-machine";
import { mirrorProblem } from "../components/text/strict-forms";
import { localSettings, localStack } from "./local-stack";
import { say } from "./say";
import type { Stack } from "./stack";

/** Writes the engine's mirrors into the settings of stack local, unless the settings name mirrors or another engine. */
export async function takeMirrorsOfEngine(stack: Stack): Promise<void> {
  const engine = await connect(findLocalEngine(thisMachine()).endpoint);
  const { RegistryConfig: registries } = (await engine.info()) as { RegistryConfig?: { Mirrors?: string[] | null } };
  const mirrors = reachedFromContainers(registries?.Mirrors ?? []);
  if (mirrors.length === 0) return;
  if (hasChosen(fs.readFileSync(localSettings(stack.project), "utf8"))) return;
  for (const [index, mirror] of mirrors.entries())
    await stack.capture(["config", "set", "--path", `registryMirrors[${String(index)}]`, mirror]);
  say(
    `stacks/Pulumi.${localStack}.yaml now has registryMirrors: those of this machine's engine, for engines in containers`,
  );
}

/** Whether settings name mirrors, be it none, or another engine, whose mirrors their owner knows. Pure. */
export function hasChosen(settings: string): boolean {
  // What Pulumi prints of a config has the empty defaults of Pulumi.yaml, too.
  const { config } = (parse(settings) ?? {}) as { config?: object };
  return Object.keys(config ?? {}).some((key) => /:(registryMirrors|local)$/.test(key));
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
