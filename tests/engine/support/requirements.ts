/** What the engine tests need of a machine. */
import { execFileSync } from "node:child_process";
import { reasonOfSilence } from "../../../components/endpoint/answer";
import { findLocalEngine } from "../../../components/host/find-local-engine";
import { thisMachine } from "../../../components/host/this-machine";

/** What is missing, each with its reason; nothing where they can run. */
export async function missingForEngineTests(): Promise<string[]> {
  return [...(await missingEngine()), ...missingPulumi()];
}

async function missingEngine(): Promise<string[]> {
  const { endpoint } = findLocalEngine(thisMachine());
  const reason = await reasonOfSilence(endpoint);
  return reason === undefined ? [] : [`no Docker engine answers at ${endpoint.dockerHost}: ${reason}`];
}

/** npm's pulumi is always there, but may not be able to download the real one. */
function missingPulumi(): string[] {
  try {
    execFileSync("pulumi", ["version"], { stdio: ["ignore", "ignore", "pipe"], timeout: 300_000 });
    return [];
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim().split("\n").at(-1);
    return [`the Pulumi command does not run: ${said ?? (error as Error).message}`];
  }
}
