/** What attacks are tried on: marks on this machine and in Jenkins, and a build beside the attacker's. All of it is the test's own. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import type { Agent } from "../../../../cli/smoke/agent";
import { execute } from "../../../../components/endpoint/execute";
import { Agents } from "../agents";
import { localEngine } from "../docker";
import { runs } from "../runs";
import type { TestStack } from "../stack";

/** An image that all engines of the tests can pull. */
export const image = "alpine:3";

/** A block device on a file of the test's own. */
export interface Disk {
  file: string;
  minor: string;
}

/** [kernel.org: admin-guide/devices.txt, "7 block: Loopback devices"] */
export const loopMajor = 7;

export interface Field {
  /** A text that nobody knows who has not read it. */
  token: string;
  agents: Agents;
  /** The build that means harm. */
  attacker: Agent;
  /** Another build, whose workspace has the token in a file `mark`. */
  other: Agent;
  /** A folder of Jenkins' machine, with the token in a file `mark`. */
  folder: string;
  /** A port of that machine's loopback, where HTTP answers with the token. */
  port: number;
  /** A disk of that machine, which begins with the token; undefined where the test may make none. */
  disk?: Disk;
  /** A container beside the controller. */
  victim: { name: string; runs(): Promise<boolean> };
  controller: {
    name: string;
    /** Volumes with its home, which has the token in a file `mark`, and with its secrets. */
    home: string;
    secrets: string;
    /** Its addresses, on all its networks. */
    addresses: string[];
    /** Whether it has a key for an engine. */
    hasKey: boolean;
  };
  /** Runs a script as the build does, for what it prints. One that fails gives an empty text. */
  run: (script: string) => Promise<string>;
  remove(): Promise<void>;
}

/** Prepares it for a stack that is up. */
export async function fieldOf(stack: TestStack): Promise<Field> {
  const engine = await localEngine();
  // First what may fail: nothing else is there to be removed then.
  const agents = await Agents.of(stack);
  const attacker = await agents.start();
  const other = await agents.start();
  const token = randomBytes(12).toString("hex");
  await other.run(`printf %s ${token} >mark`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attacked-"));
  fs.writeFileSync(path.join(folder, "mark"), token);
  const disk = await diskWith(token, path.join(folder, "disk"));
  const process = spawn("sh", ["-c", "read -r line", token], { stdio: ["pipe", "ignore", "ignore"] });
  const server = await answering(token);
  const victim = await engine.createContainer({
    name: `${stack.named()}-victim`,
    Image: image,
    Cmd: ["sleep", "3600"],
  });
  await victim.start();
  const name = stack.named();
  await execute(engine, name, ["sh", "-c", `printf %s ${token} >/var/jenkins_home/mark`], "jenkins");
  const key = await execute(engine, name, ["sh", "-c", "ls /certs/*/key.pem"], "jenkins");
  const { NetworkSettings: network } = await engine.getContainer(name).inspect();
  return {
    token,
    disk,
    agents,
    attacker,
    other,
    folder,
    port: (server.address() as AddressInfo).port,
    victim: { name: `${name}-victim`, runs: async () => (await victim.inspect()).State.Running },
    controller: {
      name,
      home: stack.named("home"),
      secrets: stack.named("secrets"),
      addresses: Object.values(network.Networks).map(({ IPAddress }) => IPAddress),
      hasKey: key.status === 0,
    },
    run: async (script) => {
      const { output, status } = await attacker.run(script);
      return status === 0 ? output.trim() : "";
    },
    remove: async () => {
      await endOf(process, server);
      if (disk) await runs("losetup", ["--detach", disk.file]);
      fs.rmSync(folder, { recursive: true });
      await victim.remove({ force: true });
      await Promise.all([attacker.remove(), other.remove()]);
    },
  };
}

/** None for whoever is not root. */
async function diskWith(token: string, file: string): Promise<Disk | undefined> {
  fs.writeFileSync(file, token.padEnd(1024 ** 2, "\0"));
  try {
    const device = (await runs("losetup", ["--show", "--find", file])).trim();
    return { file: device, minor: device.replace("/dev/loop", "") };
  } catch (error) {
    console.log(`      no disk to attack: ${String(error)}`);
    return undefined;
  }
}

async function answering(token: string): Promise<http.Server> {
  const server = http.createServer((_, response) => response.end(token));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function endOf(process: ChildProcess, server: http.Server): Promise<void> {
  process.kill();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
