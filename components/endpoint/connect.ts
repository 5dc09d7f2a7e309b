/** Talks to a Docker engine by its API, over whatever its endpoint says. Never used in a preview. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import * as http from "node:http";
import { Duplex, type Readable, type Writable } from "node:stream";
// A type alone: the library itself is loaded when an engine is really asked, so that previews start without it.
import type Dockerode from "dockerode";
import { hostOf, parseDockerHost, socketBySsh, type DockerEndpoint } from "./endpoint";

/** Milliseconds after which an engine counts as away, for a question that it answers at once: a ping, a look at a container. */
export const answerLimit = 20_000;

/** Milliseconds for a call that changes something. A busy engine makes and removes containers slowly. */
const workLimit = 180_000;

/**
 * A client of the engine's API. Nothing is sent before it is asked something.
 * @param limit milliseconds without a word that are taken for no answer; 0 for calls that wait for something
 */
export async function connect(endpoint: DockerEndpoint, limit = workLimit): Promise<Dockerode> {
  const { default: Docker } = await import("dockerode");
  const target = parseDockerHost(endpoint.dockerHost);
  const limits = limit > 0 ? { timeout: limit } : {};
  if (!target) throw new Error(`${endpoint.dockerHost} is not an engine's address`);
  switch (target.scheme) {
    case "unix":
    case "npipe":
      return new Docker({ socketPath: target.path, ...limits });
    case "tcp":
      return new Docker({
        protocol: "https",
        host: hostOf(target.url),
        port: Number(target.url.port),
        ca: endpoint.caCert,
        cert: endpoint.clientCert,
        key: endpoint.clientKey,
        ...limits,
      });
    case "ssh":
      // The type lacks `agent`, which the library passes to every request. [docker-modem: Modem] The library's time limit is for sockets.
      return new Docker({
        protocol: "http",
        host: "docker",
        port: 80,
        agent: new SshAgent(target.url, limit),
      } as object);
  }
}

/** The code of an error of `ssh` itself, or of an engine that is not there on its machine: no connection, or one that has ended. */
export const bySsh = "ESSH";

/** Milliseconds for `ssh` to connect, and as many to log in. */
const connectLimit = 20_000;

const sshOptions = [
  "BatchMode=yes",
  `ConnectTimeout=${String(connectLimit / 1000)}`,
  // A machine that goes away without a word ends no connection. A call that waits for something has no other limit.
  "ServerAliveInterval=15",
  "ServerAliveCountMax=4",
];

/**
 * Reaches an engine as the Docker client does: the system's own `ssh`, with its config, agent and known hosts, runs
 * `docker system dial-stdio` there. [docker/cli: cli/connhelper]
 */
class SshAgent extends http.Agent {
  constructor(
    private readonly target: URL,
    private readonly limit: number,
  ) {
    super({ keepAlive: false });
  }

  // Node's documentation has this method, and Node's types do not.
  createConnection(): Duplex {
    const { username, port } = this.target;
    const socket = socketBySsh({ scheme: "ssh", url: this.target });
    const words = [
      ...sshOptions.flatMap((option) => ["-o", option]),
      ...(username ? ["-l", decodeURIComponent(username)] : []),
      ...(port ? ["-p", port] : []),
      "--",
      hostOf(this.target),
      "docker",
      ...(socket === undefined ? [] : ["--host", `unix://${socket}`]),
      "system",
      "dial-stdio",
    ];
    return talkingTo(spawn("ssh", words, { stdio: ["pipe", "pipe", "pipe"] }), this.limit);
  }
}

/**
 * What a program reads and writes, as a stream. When it fails, the stream's error is what the program said.
 * @param limit milliseconds without a word in either direction after which it counts as away; 0 for none. Before the first word, `ssh` has time
 * to connect
 */
function talkingTo(program: ChildProcessByStdio<Writable, Readable, Readable>, limit: number): Duplex {
  const { stdin, stdout, stderr } = program;
  const silentAfter = (milliseconds: number) =>
    setTimeout(() => {
      const message = `no answer within ${String(milliseconds / 1000)} s`;
      stream.destroy(Object.assign(new Error(message), { code: "ETIMEDOUT" }));
    }, milliseconds);
  let clock = limit > 0 ? silentAfter(limit + 2 * connectLimit) : undefined;
  const stream = new Duplex({
    read: () => stdout.resume(),
    write: (chunk: Buffer, _, done) => {
      clock?.refresh();
      stdin.write(chunk, () => {
        done();
      });
    },
    final: (done) => {
      stdin.end(() => {
        done();
      });
    },
    destroy: (error, done) => {
      clearTimeout(clock);
      program.kill();
      done(error);
    },
  });
  stdout.once("data", (chunk: Buffer) => {
    clearTimeout(clock);
    // The stream of a command that runs on the engine may be silent for long. Node has no limit for it by a socket, either.
    // [Node: lib/_http_client.js, "upgrade"]
    const isUpgrade = chunk.toString("latin1").startsWith("HTTP/1.1 101");
    clock = limit > 0 && !isUpgrade ? silentAfter(limit) : undefined;
  });
  let said = "";
  stderr.on("data", (text: Buffer) => (said += text.toString()));
  stdout.on("data", (chunk: Buffer) => {
    clock?.refresh();
    if (!stream.push(chunk)) stdout.pause();
  });
  // A program that has ended reads no more. Its exit says why.
  stdin.on("error", () => undefined);
  program.on("error", (error) => stream.destroy(new Error(`ssh cannot be run here: ${error.message}`)));
  // The stream does not end with stdout. Only the program's exit says whether it failed, and why.
  program.on("close", (status) => {
    clearTimeout(clock);
    if (status) stream.destroy(failureOf(status, said.trim()));
    else stream.push(null);
  });
  return stream;
}

/** Other failures are the remote command's: no Docker client there, or a user who may not use the engine. [ssh(1): EXIT STATUS] */
function failureOf(status: number, said: string): Error {
  const error = new Error(said || `ssh ended with status ${String(status)}`);
  const isAway = status === 255 || /cannot connect to the docker daemon/i.test(said);
  return isAway ? Object.assign(error, { code: bySsh }) : error;
}
