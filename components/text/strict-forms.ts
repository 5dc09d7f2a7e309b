/**
 * Forms of texts that reach files and commands of another syntax: scripts, units, mounts, Caddyfiles, certificates. Each form has no
 * character that means something there. Pure.
 */

/** A name or an IPv4 address, or an IPv6 address in brackets. */
export const hostForm = String.raw`(?:[A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?\.?|\[[0-9A-Fa-f:.]+\])`;
const portForm = String.raw`(?::\d{1,5})`;

const address = new RegExp(`^(?:${hostForm}|[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)$`);
const mirror = new RegExp(`^https?://${hostForm}${portForm}?/?$`);
const socketPath = /^(\/+[\w.@%+-]+)+$/;

/** What is wrong with the name or address of a machine; undefined where nothing is. It reaches URLs, certificates and a Caddyfile. */
export function addressProblem(text: string): string | undefined {
  return address.test(text)
    ? undefined
    : `${JSON.stringify(text)} is not the name or IP address of a machine, e.g. ci.example.org. It has no scheme and no port`;
}

/** What is wrong with a registry mirror's address; undefined where nothing is. It reaches daemon.json and the engine's command line. */
export function mirrorProblem(text: string): string | undefined {
  return mirror.test(text) && URL.canParse(text)
    ? undefined
    : `${JSON.stringify(text)} is not a registry mirror: https://host[:port]`;
}

/** What is wrong with a socket's path; undefined where nothing is. It reaches mounts, whose parts are separated by commas and colons. */
export function socketPathProblem(text: string): string | undefined {
  return socketPath.test(text) && !text.split("/").includes("..")
    ? undefined
    : `${JSON.stringify(text)} is not the path of a socket: /folder/name, of letters, digits and . _ @ % + -`;
}

/** What is wrong with a text that has to stay on its line; undefined where nothing is. The text may be a secret: it is not repeated. */
export function lineProblem(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- the rule looks for control characters
  return /[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)
    ? "has a line end or another control character. Remove it"
    : undefined;
}

/** What is wrong with the name of an environment variable; undefined where nothing is. `NAME=value` ends it at the first `=`. */
export function variableNameProblem(text: string): string | undefined {
  return text === "" || text.includes("=") || lineProblem(text) !== undefined
    ? `${JSON.stringify(text)} is not the name of a variable, e.g. MAVEN_OPTS`
    : undefined;
}
