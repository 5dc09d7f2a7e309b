/** Whether an engine answers, and if not, why not, in words that say what to do. */
import type Dockerode from "dockerode";
import type { DockerEndpoint } from "./endpoint";
import { UserError } from "../text/user-error";
import { answerLimit, bySsh, connect } from "./connect";

/** A client of an engine that has just answered; else a {@link UserError} at `path` that says why it did not. */
export async function answeringEngine(where: string, path: string, endpoint: DockerEndpoint): Promise<Dockerode> {
  try {
    const engine = await connect(endpoint, answerLimit);
    await engine.ping();
    return engine;
  } catch (error) {
    const message = `no Docker engine answers at ${endpoint.dockerHost}: ${whyNoAnswer(error)}`;
    throw new UserError(where, [{ code: "JD401", path, message }]);
  }
}

/** Why an engine does not answer, or undefined when it does. */
export async function reasonOfSilence(endpoint: DockerEndpoint): Promise<string | undefined> {
  try {
    await (await connect(endpoint, answerLimit)).ping();
    return undefined;
  } catch (error) {
    return whyNoAnswer(error);
  }
}

/** What a connection fails with where the machine is away, or not to be reached from here: nothing is wrong with the endpoint. */
const away = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  bySsh,
]);

/** Whether a call failed since the engine is away, be it for a moment. */
export function isAway(error: unknown): boolean {
  if (error instanceof UserError) return false;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  // An engine that starts anew makes its socket anew.
  const noSocket = code === "ENOENT" && syscall === "connect";
  return noSocket || away.has(code ?? "") || /timed? ?out|hang up/i.test(message);
}

/** Whether a text says that a disk is full: the engine, a build or Jenkins may say it. [errno(3): ENOSPC] */
export function isFullDisk(text: string): boolean {
  return /no space left on device/i.test(text);
}

/**
 * What is worked out with an engine that has answered before.
 * @throws UserError at `path` where it does not answer any more, or answers that it cannot do what it is asked for
 */
export async function whileItAnswers<T>(
  where: string,
  path: string,
  { dockerHost }: DockerEndpoint,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { statusCode, message: answer } = error as { statusCode?: number; message: string };
    if (statusCode !== undefined) throw couldNot(where, path, dockerHost, answer);
    if (!isAway(error)) throw error;
    // Docker's client ends a request at its time limit. It reports that by the same code as a connection that the engine has reset.
    const { code, message: failure } = error as NodeJS.ErrnoException;
    const reason = code === "ECONNRESET" ? "it ended the connection or gave no answer in time" : failure;
    const message =
      `the engine at ${dockerHost} has stopped answering: ${reason}. ` +
      "What is made stays; once it answers, run pulumi up again";
    throw new UserError(where, [{ code: "JD401", path, message }]);
  }
}

/** @param answer as Docker's client tells it: `(HTTP code 500) server error - …` */
function couldNot(where: string, path: string, dockerHost: string, answer: string): UserError {
  const reason = answer.replace(/^\(HTTP code \d+\) .*? - /, "").trim();
  const fix = isFullDisk(reason)
    ? "The disk of the engine's machine is full: make room there (docker system df), and run it again"
    : "Correct that, and run it again";
  const message = `the engine at ${dockerHost} could not do a step: ${reason}. ${fix}. What was made stays`;
  return new UserError(where, [{ code: "JD418", path, message }]);
}

/**
 * Asks an engine that another machine is going to use: one that is away from here may answer there, or later.
 * @param ownKey whether that machine has a certificate of its own: that these keys are refused is no matter then
 * @returns why it does not answer, where it is away
 * @throws UserError at `path` where what answers is not that engine, or refuses these keys
 */
export async function whyAway(
  where: string,
  path: string,
  endpoint: DockerEndpoint,
  ownKey: boolean,
): Promise<string | undefined> {
  try {
    await (await connect(endpoint, answerLimit)).ping();
    return undefined;
  } catch (error) {
    if (isAway(error)) return whyNoAnswer(error);
    if (ownKey && /\balert\b/.test((error as Error).message)) return whyNoAnswer(error);
    const message = `${endpoint.dockerHost} cannot be used: ${whyNoAnswer(error)}`;
    throw new UserError(where, [{ code: "JD401", path, message }]);
  }
}

/** The reason an engine did not answer, as its user can act on it. */
export function whyNoAnswer(error: unknown): string {
  const { code, message, statusCode } = error as NodeJS.ErrnoException & { statusCode?: number };
  switch (code) {
    case "ENOENT":
      return "there is no such socket. Is Docker installed and started?";
    case "EACCES":
      return 'this user may not open the socket. Add the user to the socket\'s group: sudo usermod -aG docker "$USER", then log in again';
    case "ECONNREFUSED":
      return "nothing listens there. Start Docker (sudo systemctl start docker), or correct the address";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "its name is not known to DNS. Correct the address";
    case "ETIMEDOUT":
    case "ECONNRESET":
    case "EHOSTUNREACH":
      return `the connection failed (${code}). Is the port open to this machine?`;
    case "HPE_INVALID_CONSTANT":
      return "what answers there does not speak HTTP. Is it a Docker engine, and may that user run docker?";
    default:
  }
  if (/wrong version number|packet length too long/i.test(message))
    return "TLS: what answers there does not speak it. Is that the engine's port, and does it run with --tlsverify?";
  if (!/\balert\b/.test(message) && /certificate|self.signed|altname/i.test(message))
    return `TLS: ${message}. Are caCert and the address the engine's?`;
  if (/alert|SSL|TLS/i.test(message))
    return `TLS: ${message}. Are clientCert and clientKey of the CA that the engine trusts?`;
  return statusCode === undefined ? message : `it is no Docker engine (HTTP ${String(statusCode)})`;
}
