/** A virtual machine from the outside: the testbed's kit goes by EC2's instance ids. */
import { execFile, spawn } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

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

  /** A power cut; what the machine had not handed to its disks is lost. */
  async powerCut(): Promise<void> {
    await this.kit("kill");
  }

  /** Power on again. */
  async start(): Promise<void> {
    await this.kit("start");
  }

  /** A reboot as by a user, until there is SSH again. */
  async reboot(): Promise<void> {
    await this.kit("reboot");
  }

  /** Waits until cloud-init is done, for its status: 0 done, 1 error, 2 warnings. */
  async cloudInit(): Promise<number> {
    return this.kit("wait", "cloud-init").then(
      () => 0,
      (error: unknown) => (error as { code: number }).code,
    );
  }

  private async kit(command: string, ...words: string[]): Promise<string> {
    const program = path.join(process.env.VM_KIT ?? "", "vm");
    const running = execute(program, [command, this.id, ...words], { maxBuffer: 1 << 26 });
    running.child.stdin?.end();
    return (await running).stdout;
  }
}

/** Runs OpenSSL for what it prints. */
export function openssl(words: string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("openssl", words, { stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let error = "";
    child.stdout.on("data", (text: Buffer) => (output += text.toString()));
    child.stderr.on("data", (text: Buffer) => (error += text.toString()));
    child.on("close", (status) => {
      if (status === 0) resolve(output);
      else reject(new Error(`openssl ${words.join(" ")}: ${error}`));
    });
    child.stdin.end(input);
  });
}
