/** The machine that Jenkins is on, as the attacks find it: with marks that the test has put there, and takes away again. */
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import type { Engine } from "../../../../components/endpoint/execute";
import { localEngine } from "../docker";
import { runs } from "../runs";

/** A block device on a file of the test's own. */
export interface Disk {
  file: string;
  minor: string;
}

/** What is on a machine for attacks. */
export interface Marks {
  /** A folder for nobody but its owner, with the token in a file `mark`. */
  folder: string;
  /** Whether a file of that folder is there. */
  has(file: string): Promise<boolean>;
  /** A port of the machine's loopback, where HTTP answers with the token. */
  port: number;
  /** A disk of the machine, which begins with the token; undefined where the test may make none. */
  disk?: Disk;
  remove(): Promise<void>;
}

/** A machine, and its engine that runs Jenkins. */
export interface Ground {
  engine: Engine;
  /** Puts the marks there, and starts a process with the token among its words. */
  mark(token: string): Promise<Marks>;
}

/** This machine. */
export async function thisGround(): Promise<Ground> {
  return { engine: await localEngine(), mark: marksHere };
}

async function marksHere(token: string): Promise<Marks> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attacked-"));
  fs.writeFileSync(path.join(folder, "mark"), token);
  const disk = await diskWith(token, path.join(folder, "disk"));
  const process = spawn("sh", ["-c", "read -r line", token], { stdio: ["pipe", "ignore", "ignore"] });
  const server = await answering(token);
  return {
    folder,
    has: (file) => Promise.resolve(fs.existsSync(path.join(folder, file))),
    port: (server.address() as AddressInfo).port,
    disk,
    remove: async () => {
      await endOf(process, server);
      if (disk) await runs("losetup", ["--detach", disk.file]);
      fs.rmSync(folder, { recursive: true });
    },
  };
}

/** None for whoever is not root. */
async function diskWith(token: string, file: string): Promise<Disk | undefined> {
  fs.writeFileSync(file, token.padEnd(1024 ** 2, "\0"));
  try {
    return diskAt(await runs("losetup", ["--show", "--find", file]));
  } catch (error) {
    console.log(`      no disk to attack: ${String(error)}`);
    return undefined;
  }
}

/** The disk whose file `losetup` has printed. */
export function diskAt(printed: string): Disk {
  const file = printed.trim();
  return { file, minor: file.replace("/dev/loop", "") };
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
