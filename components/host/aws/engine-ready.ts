/** Waits until the engine of a new machine answers, says meanwhile how far it is, and on failure where to look. */
import * as dns from "node:dns/promises";
import { X509Certificate } from "node:crypto";
import * as net from "node:net";
import * as tls from "node:tls";
import { hostOf, parseDockerHost, type DockerEndpoint } from "../../endpoint/endpoint";
import { reasonOfSilence } from "../../endpoint/answer";
import { type Say, waitUntil } from "../../endpoint/wait";
import { UserError } from "../../text/user-error";

/** Minutes: a VM boots and installs Docker in two; on an emulated CPU it takes five. */
const limitMinutes = 15;

/** A machine that is awaited. */
export interface AwaitedMachine {
  /** The component, for error texts: `AwsDockerHost ci`. */
  where: string;
  endpoint: DockerEndpoint;
  /** PEM of the certificate that the engine is to have: a renewed one reaches it some minutes later. */
  serverCert?: string;
  /** What its user does to see why it is not ready: one line a command. */
  lookAt: string[];
}

/**
 * Resolves once the engine answers.
 * @param limit minutes
 * @throws UserError with what is missing: DNS, TCP, TLS, the certificate or Docker
 */
export function untilEngineAnswers(machine: AwaitedMachine, say: Say, limit = limitMinutes): Promise<void> {
  const { where, endpoint, serverCert, lookAt } = machine;
  const what = `the engine at ${endpoint.dockerHost}`;
  const failure = (missing: string) => {
    const message = [
      `${what} does not answer after ${String(limit)} minutes. ${missing}`,
      "To see why:",
      ...lookAt.map((command) => `  ${command}`),
      "Then run pulumi up again: it goes on where it ended.",
    ].join("\n    ");
    return new UserError(where, [{ code: "JD410", path: "endpoint", message }]);
  };
  return waitUntil(
    { what, say, pause: 2, lineEvery: 20, limit: limit * 60, failure },
    async () => (await whatIsMissing(endpoint)) ?? (await oldCertificate(endpoint, serverCert)),
  );
}

/** The first of the layers that does not work yet, in words; undefined when the engine answers. */
export async function whatIsMissing(endpoint: DockerEndpoint): Promise<string | undefined> {
  const { url } = parseDockerHost(endpoint.dockerHost) ?? {};
  if (url?.protocol === "tcp:") {
    const host = hostOf(url);
    if (!net.isIP(host) && !(await knownToDns(host))) return `DNS: ${host} is not known`;
    const refusal = await tcpRefusal(host, Number(url.port));
    if (refusal !== undefined) return `TCP: ${refusal}`;
  }
  const reason = await reasonOfSilence(endpoint);
  if (reason === undefined) return undefined;
  if (reason.includes("ECONNRESET")) return `TCP: ${closedAtOnce}`;
  if (/certificate|altname|self.signed/i.test(reason)) return reason.replace(/^TLS: /, "certificate: ");
  return reason.startsWith("TLS: ") ? reason : `Docker: ${reason}`;
}

/** Whether the engine still shows another certificate than the one it is to have: Docker is going to be restarted. */
async function oldCertificate(endpoint: DockerEndpoint, wanted: string | undefined): Promise<string | undefined> {
  const { url } = parseDockerHost(endpoint.dockerHost) ?? {};
  if (wanted === undefined || url?.protocol !== "tcp:") return undefined;
  const shown = await shownCertificate(endpoint, url);
  if (shown === undefined) return "TLS: the engine closed the connection: Docker is being restarted";
  if (shown.equals(new X509Certificate(wanted).raw)) return undefined;
  return "certificate: the engine has the one before. The machine looks for a new one every 5 minutes, and restarts Docker";
}

function shownCertificate(endpoint: DockerEndpoint, url: URL): Promise<Buffer | undefined> {
  const { caCert: ca, clientCert: cert, clientKey: key } = endpoint;
  const host = hostOf(url);
  return new Promise((resolve) => {
    const socket = tls.connect({ host, port: Number(url.port), ca, cert, key }, () => {
      resolve(socket.getPeerX509Certificate()?.raw);
      socket.destroy();
    });
    socket.on("error", () => {
      resolve(undefined); // the engine answered a moment ago, so this is no failure
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
  });
}

const closedAtOnce = "the connection is closed at once: Docker is not started yet";

async function knownToDns(host: string): Promise<boolean> {
  return dns.lookup(host).then(
    () => true,
    () => false,
  );
}

function tcpRefusal(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const done = (refusal?: string) => {
      socket.destroy();
      resolve(refusal);
    };
    socket.setTimeout(10_000, () => {
      done("nothing answers. The machine is starting, or this machine's address is not in allowedCidrs");
    });
    socket.once("connect", () => {
      done();
    });
    socket.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "ECONNREFUSED") done("the port is closed: Docker is not started yet");
      else done(code === "ECONNRESET" ? closedAtOnce : message);
    });
  });
}
