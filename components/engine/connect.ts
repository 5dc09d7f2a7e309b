/** Talks to a Docker engine by its API, over whatever its endpoint says. Never used in a preview. */
import { spawn } from "node:child_process";
import * as http from "node:http";
import { Duplex } from "node:stream";
// A type alone: the library itself is loaded when an engine is really asked, so that previews start without it.
import type Dockerode from "dockerode";
import { parseDockerHost, type DockerEndpoint } from "../endpoint";

/** Milliseconds an engine may take for one answer. */
const answerLimit = 20_000;

/** A client of the engine's API. Nothing is sent before it is asked something. */
export async function connect(endpoint: DockerEndpoint): Promise<Dockerode> {
  const { default: Docker } = await import("dockerode");
  const target = parseDockerHost(endpoint.dockerHost);
  const limits = { timeout: answerLimit };
  if (!target) throw new Error(`${endpoint.dockerHost} is not an engine's address`);
  switch (target.scheme) {
    case "unix":
    case "npipe":
      return new Docker({ socketPath: target.path, ...limits });
    case "tcp":
      return new Docker({
        protocol: "https",
        host: target.url.hostname.replace(/^\[|\]$/g, ""),
        port: Number(target.url.port),
        ca: endpoint.caCert,
        cert: endpoint.clientCert,
        key: endpoint.clientKey,
        ...limits,
      });
    case "ssh":
      // The type lacks `agent`, which the library hands to every request. [docker-modem: Modem]
      return new Docker({
        protocol: "http",
        host: "docker",
        port: 80,
        agent: new SshAgent(target.url),
        ...limits,
      } as object);
  }
}

/**
 * Reaches an engine as the Docker client does: the system's own `ssh`, with its config, agent and known hosts, runs
 * `docker system dial-stdio` there. [docker/cli: cli/connhelper]
 */
class SshAgent extends http.Agent {
  constructor(private readonly target: URL) {
    super({ keepAlive: false });
  }

  // Node's documentation has this method, its types do not.
  createConnection(): Duplex {
    const { username, hostname, port } = this.target;
    const options = [...(username ? ["-l", username] : []), ...(port ? ["-p", port] : [])];
    const words = ["-o", "BatchMode=yes", ...options, "--", hostname, "docker", "system", "dial-stdio"];
    const ssh = spawn("ssh", words, { stdio: ["pipe", "pipe", "pipe"] });
    const stream = Duplex.from({ readable: ssh.stdout, writable: ssh.stdin });
    let said = "";
    ssh.stderr.on("data", (text: Buffer) => (said += text.toString()));
    ssh.on("error", (error) => stream.destroy(error));
    ssh.on("close", (status) => {
      if (status !== 0) stream.destroy(new Error(said.trim() || `ssh ended with status ${String(status)}`));
    });
    stream.on("close", () => ssh.kill());
    return stream;
  }
}
