/** What makes an engine's address and keys usable. Pure but for the clock; every problem at once. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { pemProblem } from "../text/pem";
import { addressProblem, socketPathProblem } from "../text/strict-forms";
import { parseDockerHost, type DockerEndpoint } from "./endpoint";
import { type Problem, withoutPasswords } from "../text/problems";
import { UserError } from "../text/user-error";

const keyNames = ["caCert", "clientCert", "clientKey"] as const;

/**
 * The problems of an address and its keys.
 * @param path of the address; the keys stand beside it
 * @param inUse whether the client's certificate is used: then it is needed, has to fit its key, and to be good today
 */
export function engineProblems(endpoint: Partial<DockerEndpoint>, path: string, inUse = true): Problem[] {
  const beside = (key: string) => path.replace(/[^.]+$/, key);
  const given = keyNames.filter((key) => endpoint[key] !== undefined);
  const { dockerHost } = endpoint;
  if (dockerHost === undefined) {
    const message =
      'is needed: the engine\'s address, e.g. "ssh://docker@ci.example.org" or "tcp://ci.example.org:2376"';
    return [{ code: "JD105", path, message }];
  }
  const target = parseDockerHost(dockerHost);
  if (!target) {
    const shown = withoutPasswords(dockerHost);
    const fix = shown === dockerHost ? "" : ". It holds no password: ssh has its agent and keys";
    const message = `"${shown}" is not an engine's address: unix:///path, tcp://host:2376 (with keys) or ssh://user@host${fix}`;
    return [{ code: "JD201", path, message }];
  }
  if (target.scheme === "tcp" && !target.url.port) {
    return [{ code: "JD201", path, message: `"${dockerHost}" has no port: engines with TLS usually listen on 2376` }];
  }
  const missing = (inUse ? keyNames : (["caCert"] as const)).filter((key) => !given.includes(key));
  if (target.scheme === "tcp" && missing.length > 0) {
    return missing.map((key) => ({
      code: "JD202",
      path: beside(key),
      message: `is needed with ${dockerHost}, as a PEM: an engine on the network is only reached by mutual TLS`,
    }));
  }
  if (target.scheme !== "tcp" && given.length > 0) {
    const message = `has no effect with ${dockerHost}: TLS keys belong to tcp:// addresses. Remove it`;
    return given.map((key) => ({ code: "JD202", path: beside(key), message }));
  }
  const ofTexts = textProblems(endpoint, beside);
  const ofPems = given.flatMap((key) => pemProblems(key, endpoint[key] ?? "", beside(key)));
  if (ofTexts.length > 0) return [...ofTexts, ...ofPems];
  return ofPems.length > 0 || given.length === 0 || !inUse
    ? ofPems
    : clientProblems(endpoint as Keys, beside, new Date());
}

/** Problems of the texts beside the address, which reach files of another syntax. What a preview does not know yet is no text. */
export function textProblems(endpoint: Partial<DockerEndpoint>, beside: (key: string) => string): Problem[] {
  const rules = { address: addressProblem, socketPath: socketPathProblem };
  return (["address", "socketPath"] as const).flatMap((key) => {
    const text: unknown = endpoint[key];
    const message = typeof text === "string" ? rules[key](text) : undefined;
    return message === undefined ? [] : [{ code: "JD104" as const, path: beside(key), message }];
  });
}

type Keys = Record<(typeof keyNames)[number], string>;

/** Whether an engine can accept this client at all. */
function clientProblems({ clientCert, clientKey }: Keys, beside: (key: string) => string, now: Date): Problem[] {
  const certificate = new X509Certificate(clientCert);
  if (!certificate.checkPrivateKey(createPrivateKey(clientKey))) {
    const message = `is not the key of clientCert (${certificate.subject}). Give the two that were made together`;
    return [{ code: "JD210", path: beside("clientKey"), message }];
  }
  if (now > new Date(certificate.validTo)) {
    const message = `has expired on ${certificate.validTo}. Give a new one, and its clientKey`;
    return [{ code: "JD210", path: beside("clientCert"), message }];
  }
  return [];
}

function pemProblems(key: string, value: string, path: string): Problem[] {
  const message = pemProblem(key === "clientKey" ? "PRIVATE KEY" : "CERTIFICATE", value);
  return message === undefined ? [] : [{ code: "JD202", path, message }];
}

/** @throws UserError where an engine's address or keys are not usable */
export function checkEngineAddress(where: string, endpoint: Partial<DockerEndpoint>, path: string): void {
  const problems = engineProblems(endpoint, path);
  if (problems.length > 0) throw new UserError(where, problems);
}

/**
 * The same for the engine of this machine's Docker client, whose keys are that client's to set.
 * @param found what named the engine: `DOCKER_HOST`
 * @throws UserError
 */
export function checkLocalEngineAddress(where: string, endpoint: Partial<DockerEndpoint>, found: string): void {
  // Only dood mounts the socket. Jenkins checks the path in that case.
  const problems = engineProblems({ ...endpoint, socketPath: undefined }, "dockerHost");
  const complete = keyNames.every((key) => endpoint[key] !== undefined);
  if (!complete && problems.some(({ code }) => code === "JD202")) {
    const fix =
      "Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem, or use a context";
    const message = `"${endpoint.dockerHost ?? ""}" is only reached by mutual TLS, and its keys are not complete. ${fix}`;
    throw new UserError(where, [{ code: "JD202", path: found, message }]);
  }
  if (problems.length > 0)
    throw new UserError(
      where,
      problems.map((problem) => ({ ...problem, path: found })),
    );
}
