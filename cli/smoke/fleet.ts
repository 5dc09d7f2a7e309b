/** A machine of a fleet, got and used as ec2-fleet does it, from the controller: what `smoke` shows where Jenkins itself cannot show it. */
import { execute, type Execution, printable } from "../../components/endpoint/execute";
import { fleetFile } from "../../components/paths";
import { packagedFile } from "../../components/text/packaged-file";
import { CommandError } from "../say";
import { machineLimit } from "./pipeline";
import type { Controller } from "./agent";
import type { FleetGroup } from "./fleet-group";
import type { ProvenAgent } from "./proofs";
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
    const folder = fleetFile(this.fleet.index, "key").replace(/\/key$/, "");
    const script = packagedFile(__dirname, "fleet-ssh.sh");
    return execute(engine, container, ["sh", "-c", script, "fleet-ssh", folder, this.address, command], "jenkins");
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
  say: (line: string) => void = () => undefined,
): Promise<FleetMachine[]> {
  const before = await group.state();
  const { id: lastActivity } = await group.lastActivity();
  const made = async () => (await group.state()).machines.filter((id) => !before.machines.includes(id));
  await group.resize(before.desired + count);
  try {
    const ids = await waitFor(`fleet ${fleet.name} makes no machine`, async () => {
      const found = await made();
      if (found.length >= count) return found;
      const { id, problem } = await group.lastActivity();
      if (problem !== undefined && id !== lastActivity)
        throw new CommandError(`fleet ${fleet.name} makes no machine: ${problem}`);
      return undefined;
    });
    say(`starting ${ids.join(", ")}`);
    return await Promise.all(
      ids.map(async (id) => {
        const address = await waitFor(`${id} has no address`, () => group.addressOf(id));
        const machine = new FleetMachine(controller, fleet, id, address);
        await untilReady(machine, fleet);
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
): Promise<void> {
  const { id } = machine;
  const lookAt = `aws ec2 get-console-output --latest --output text --region ${region} --instance-id ${id} | grep jenkins-docker-host`;
  let last = "";
  await waitFor(
    () => `${id} does not get ready: ${last}. To see why: ${lookAt}`,
    async () => {
      const { output, status } = await machine.run("java -version && git --version");
      last = printable(output).trim().split("\n").at(-1) ?? "";
      if (output.includes("Host key verification failed"))
        throw new CommandError(`${id} shows another host key than the fleet's: Jenkins does not log in there`);
      return status === 0 ? true : undefined;
    },
    limit,
  );
}

/** Gives a machine back: one less is wanted, and this one goes. */
export async function endMachine(group: ProvenFleet["group"], { id }: Pick<FleetMachine, "id">): Promise<void> {
  const { desired } = await group.state();
  await group.resize(Math.max(0, desired - 1));
  await group.terminate(id);
}

async function waitFor<T>(
  why: string | (() => string),
  find: () => Promise<T | undefined>,
  limit = machineLimit,
): Promise<T> {
  const end = Date.now() + limit * 1000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new CommandError(`${typeof why === "string" ? why : why()} (${String(limit)} s)`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(5000, limit * 100)));
  }
}
