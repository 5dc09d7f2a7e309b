/** A machine of a fleet, made and used from the controller as ec2-fleet does it. `smoke` shows this where Jenkins has no plugin to show it. */
import { execute, type Execution, printable } from "../../components/endpoint/execute";
import { type Say, type Wait, waitUntil } from "../../components/endpoint/wait";
import { fleetFolder } from "../../components/paths";
import { packagedFile } from "../../components/text/packaged-file";
import { CommandError } from "../say";
import { machineLimit } from "./pipeline";
import type { Controller } from "./agent";
import type { FleetGroup } from "./fleet-group";
import { prove, type ProvenAgent } from "./proofs";
import type { RenderedFleet } from "./rendered-clouds";

/** An image that a new engine can pull. */
export const fleetBase = "alpine:3";

/** A machine of a fleet. */
export class FleetMachine implements ProvenAgent {
  readonly mountsWorkspace = '--volume "$PWD:$PWD"';

  constructor(
    private readonly controller: Controller,
    private readonly fleet: RenderedFleet,
    readonly id: string,
    private readonly address: string,
  ) {}

  /** Runs a shell script in the agent's folder, after the command that the plugin begins with. */
  run(script: string): Promise<Execution> {
    const { prefixStartSlaveCmd } = this.fleet.computerConnector.sSHConnector;
    const quoted = `'${script.replaceAll("'", "'\\''")}'`;
    return this.ssh(`${prefixStartSlaveCmd}cd ${this.fleet.fsRoot} && sh -ec ${quoted}`);
  }

  /** Logs in, and runs a command. */
  ssh(command: string): Promise<Execution> {
    const { engine, container } = this.controller;
    const script = packagedFile(__dirname, "fleet-ssh.sh");
    return execute(
      engine,
      container,
      ["sh", "-c", script, "fleet-ssh", fleetFolder(this.fleet.index), this.address, command],
      "jenkins",
    );
  }
}

/** A fleet, its controller and its group. */
export interface ProvenFleet {
  controller: Controller;
  fleet: RenderedFleet;
  group: Pick<FleetGroup, "state" | "resize" | "terminate" | "addressOf" | "lastActivity">;
}

/**
 * Asks for more machines, and waits until Jenkins could run its agents there.
 * @param say gets what it waits for
 * @throws CommandError with what keeps the group from making a machine, or a machine from getting ready; those that were made are ended
 */
export async function newMachines(
  { controller, fleet, group }: ProvenFleet,
  count: number,
  say: Say = () => undefined,
): Promise<FleetMachine[]> {
  const before = await group.state();
  const { id: lastActivity } = await group.lastActivity();
  const made = async () => (await group.state()).machines.filter((id) => !before.machines.includes(id));
  await group.resize(before.desired + count);
  try {
    let ids: string[] = [];
    await waitUntil(waitFor(`machines of fleet ${fleet.name}`, say), async () => {
      ids = await made();
      if (ids.length >= count) return undefined;
      const { id, problem } = await group.lastActivity();
      if (problem !== undefined && id !== lastActivity) throw noMachine(fleet, problem);
      return `the group has made ${String(ids.length)} of ${String(count)}`;
    });
    return await Promise.all(
      ids.map(async (id) => {
        let address: string | undefined;
        await waitUntil(waitFor(id, say), async () => {
          address = await group.addressOf(id);
          return address === undefined ? "it has no address" : undefined;
        });
        const machine = new FleetMachine(controller, fleet, id, address ?? "");
        await untilReady(machine, fleet, machineLimit, say);
        return machine;
      }),
    );
  } catch (error) {
    await group.resize(before.desired);
    for (const id of await made()) await group.terminate(id);
    throw error;
  }
}

/** Waits until a machine has what an agent needs. @param limit seconds @throws CommandError where it has another host key, or does not get ready */
export async function untilReady(
  machine: Pick<FleetMachine, "id" | "run">,
  { region }: Pick<RenderedFleet, "region">,
  limit = machineLimit,
  say: Say = () => undefined,
): Promise<void> {
  const { id } = machine;
  const lookAt = `aws ec2 get-console-output --latest --output text --region ${region} --instance-id ${id} | grep jenkins-docker-host`;
  const failure = (missing: string) =>
    new CommandError(`${id} does not get ready: ${missing}. To see why: ${lookAt} (${String(limit)} s)`);
  await waitUntil({ ...waitFor(id, say, limit), failure }, async () => {
    const { output, status } = await machine.run("java -version && git --version");
    if (output.includes("Host key verification failed"))
      throw new CommandError(`${id} shows another host key than the fleet's: Jenkins does not log in there`);
    return status === 0 ? undefined : (printable(output).trim().split("\n").at(-1) ?? "");
  });
}

/** A wait for a machine. @param limit seconds */
function waitFor(what: string, say: Say, limit = machineLimit): Wait {
  const failure = (missing: string) => new CommandError(`${what}: ${missing} (${String(limit)} s)`);
  return { what, say, pause: Math.min(5, limit / 10), lineEvery: 60, limit, failure };
}

/** Pulls the image that is built upon, and has a machine show what an agent has to be able to do. @returns what it showed */
export async function proveMachine(machine: FleetMachine): Promise<string[]> {
  await machine.run(`docker pull --quiet ${fleetBase}`);
  return prove(machine, { base: fleetBase, registries: [] });
}

/**
 * Does what needs a machine of a fleet that Jenkins has to ask for. A controller that may not ask AWS is no obstacle.
 * @throws CommandError with what AWS said meanwhile against a machine; else what the work throws
 */
export async function orWhatAwsSaid(
  { fleet, group }: { fleet: Pick<RenderedFleet, "name">; group: Pick<FleetGroup, "lastActivity"> },
  work: () => Promise<void>,
): Promise<void> {
  const lastActivity = () => group.lastActivity().catch(() => undefined);
  const before = await lastActivity();
  try {
    await work();
  } catch (error) {
    const last = await lastActivity();
    if (before === undefined || last?.problem === undefined || last.id === before.id) throw error;
    throw noMachine(fleet, last.problem);
  }
}

function noMachine({ name }: Pick<RenderedFleet, "name">, problem: string): CommandError {
  return new CommandError(`fleet ${name} makes no machine: ${problem}`);
}

/** Gives a machine back: one less is wanted, and this one goes. */
export async function endMachine(group: ProvenFleet["group"], { id }: Pick<FleetMachine, "id">): Promise<void> {
  const { desired } = await group.state();
  await group.resize(Math.max(0, desired - 1));
  await group.terminate(id);
}
