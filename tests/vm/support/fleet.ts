/** The fleet of a stack, as its controller uses it: by the very code of `smoke`, which does what ec2-fleet does. */
import { fleetsOf } from "../../../cli/smoke/controller-clouds";
import { endMachine, type FleetMachine, newMachines, proveMachine, type ProvenFleet } from "../../../cli/smoke/fleet";
import { FleetGroup } from "../../../cli/smoke/fleet-group";
import { connect } from "../../../components/endpoint/connect";
import { execute } from "../../../components/endpoint/execute";
import { until } from "../../engine/support/jenkins-client";
import type { AwsStack } from "./aws-stack";

export class Fleet {
  private constructor(private readonly proven: ProvenFleet & { endpoint: string }) {}

  /** That of a stack whose controller is on a VM: the API is asked from the controller's container there. */
  static async of(aws: AwsStack): Promise<Fleet> {
    const controller = { engine: await connect(await aws.endpoint()), container: aws.stack.named() };
    const [fleet] = await fleetsOf(controller);
    if (!fleet) throw new Error("no fleet in the casc");
    const endpoint = await (await aws.machine()).run(". /etc/environment && printf %s $AWS_ENDPOINT_URL");
    return new Fleet({ controller, fleet, endpoint, group: new FleetGroup(controller, fleet, endpoint) });
  }

  get name(): string {
    return this.proven.fleet.fleet;
  }

  state() {
    return this.proven.group.state();
  }

  /** Has the controller resize the group, or another one. */
  resize(desired: number, maxSize: number, name = this.name): Promise<void> {
    const { controller, fleet, endpoint } = this.proven;
    return new FleetGroup(controller, { ...fleet, fleet: name, maxSize }, endpoint).resize(desired);
  }

  /** Machines that Jenkins could use, and that were not there before. */
  more(count: number): Promise<FleetMachine[]> {
    return newMachines(this.proven, count);
  }

  end(machine: Pick<FleetMachine, "id">): Promise<void> {
    return endMachine(this.proven.group, machine);
  }

  /** What a machine shows of itself as an agent. */
  proofs(machine: FleetMachine): Promise<string[]> {
    return proveMachine(machine);
  }

  /** Runs a shell script in the controller, as Jenkins. */
  inController(script: string) {
    const { engine, container } = this.proven.controller;
    return execute(engine, container, ["sh", "-c", script], "jenkins");
  }

  /** Waits until the group has these machines, and no others. */
  async has(ids: string[]): Promise<void> {
    await until(`the machines ${ids.join(", ")}`, 300, async () => {
      const { machines } = await this.state();
      return machines.length === ids.length && ids.every((id) => machines.includes(id)) ? true : undefined;
    });
  }
}
