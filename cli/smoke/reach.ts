/** Whether Jenkins can be asked over HTTP from this machine. */
import type { DockerEndpoint } from "../../components/endpoint/endpoint";
import { setVariables } from "../../components/text/environment";
import type { Outputs } from "../jenkins-in-state";
import { JenkinsClient } from "./jenkins-client";

/** Jenkins, logged in, or why it is not asked. */
export type Reach = { jenkins: JenkinsClient; unreached?: undefined } | { jenkins?: undefined; unreached: string };

/**
 * Jenkins, as the stack's admin, or as JENKINS_USER with JENKINS_TOKEN where the admin cannot log in.
 * @param endpoint the engine that publishes its URL
 */
export function reachOf(outputs: Outputs, { dockerHost }: Pick<DockerEndpoint, "dockerHost">): Reach {
  const { url, adminUser, adminPassword, caCert } = outputs;
  if (url === undefined) return { unreached: "its URL is not known since an up has failed" };
  if (isElsewhere(url, dockerHost))
    return {
      unreached: `${url} is published on the engine's machine alone, and is not asked from here. With https, it is published to the network`,
    };
  const { JENKINS_USER: user = adminUser, JENKINS_TOKEN: token = adminPassword } = setVariables(process.env);
  return { jenkins: new JenkinsClient(url, token, user, caCert) };
}

/**
 * Whether a URL is of another machine's loopback. Behind it is this machine's own port, which may be anybody's: it must not get the password.
 * Pure.
 * @param dockerHost the engine that publishes the URL
 */
export function isElsewhere(url: string, dockerHost: string): boolean {
  const isHere = /^(unix|npipe):/.test(dockerHost);
  return !isHere && /^(localhost$|127\.|\[::1\]$)/.test(new URL(url).hostname);
}
