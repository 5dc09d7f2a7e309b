/** A virtual machine from the outside: the testbed's kit goes by EC2's instance ids. */
import * as path from "node:path";
import { until } from "../../engine/support/jenkins-client";
import { runs } from "../../engine/support/runs";

export class Machine {
  constructor(readonly id: string) {}

  /** Runs a command on it, as a user who may do everything; what it prints on both streams. */
  async run(command: string): Promise<string> {
    return this.kit("ssh", `{ ${command}; } 2>&1`);
  }

  /** What its console said. */
  console(): Promise<string> {
    return this.kit("console");
  }

  /** Power off and on; what the machine had not handed to its disks is lost. Until there is SSH again. */
  async powerCut(): Promise<void> {
    await this.kit("reboot", "--hard");
  }

  /** A reboot as by a user, until there is SSH again. */
  async reboot(): Promise<void> {
    await this.kit("reboot");
  }

  /** Ends it as its user would: what it has is on its disks then. */
  async powerOff(): Promise<void> {
    await this.run("sudo systemctl poweroff").catch(() => undefined); // its SSH ends with it
    await until(`the end of ${this.id}`, 300, async () => {
      const machines = (await runs(kitCommand, ["list"])).split("\n");
      return machines.some((line) => line.startsWith(`${this.id} off `)) ? true : undefined;
    });
  }

  /** Waits until cloud-init is done, for its status: 0 done, 1 error, 2 warnings. */
  async cloudInit(): Promise<number> {
    return this.kit("wait", "cloud-init").then(
      () => 0,
      (error: unknown) => (error as { code: number }).code,
    );
  }

  /** The port of this machine that leads to one of its. */
  async port(guest: number): Promise<string> {
    return (await this.kit("port", String(guest))).trim();
  }

  /** Plugs a disk in. */
  async attach(disk: string): Promise<void> {
    await this.kit("attach", disk);
  }

  /** Takes a disk out. */
  async detach(serial: string): Promise<void> {
    await this.kit("detach", serial);
  }

  /** Ends and deletes it; a disk with a file of its own stays. */
  async remove(): Promise<void> {
    await this.kit("rm");
  }

  private kit(command: string, ...words: string[]): Promise<string> {
    return runs(kitCommand, [command, this.id, ...words]);
  }
}

const kitCommand = path.join(process.env.VM_KIT ?? "", "vm");

/** A new machine of the kit, with a user-data and nothing of AWS around it. */
export async function bootMachine(name: string, userData: string, options: string[] = []): Promise<Machine> {
  await runs(kitCommand, ["boot", "--name", name, "--nvme", "--user-data", userData, ...options]);
  return new Machine(name);
}
