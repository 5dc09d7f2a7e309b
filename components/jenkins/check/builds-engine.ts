/** What is checked of another machine's engine before builds are given to it. */
import * as pulumi from "@pulumi/pulumi";
import type { AccessNeeds } from "../../access/contract";
import { defaultSocketPath, parseDockerHost, type DockerEndpoint } from "../../endpoint/endpoint";
import { whyAway } from "../../endpoint/answer";
import { engineProblems } from "../../endpoint/rules";
import { reportingUserErrors, UserError } from "../../text/user-error";
import { type Problem } from "../../text/problems";

/** In a preview by what it is said to be; in an up it is asked, too. One that is away is no problem, and said. */
export function checkedBuildsEngine(
  where: string,
  { path, endpoint, ownKey }: NonNullable<AccessNeeds["engines"]>[number],
): pulumi.Output<unknown> {
  const checked = async (given: DockerEndpoint) => {
    const problems = remoteEngineProblems(given, path, ownKey);
    if (problems.length > 0) throw new UserError(where, problems);
    if (pulumi.runtime.isDryRun()) return;
    const reason = await whyAway(where, `${path}.endpoint.dockerHost`, given, ownKey);
    if (reason === undefined) return;
    const said = `the builds' engine at ${given.dockerHost} does not answer this machine: ${reason}`;
    await pulumi.log.info(`${said}\nWhether it answers the controller is asked at the end`);
  };
  return pulumi.output(endpoint).apply((given) => reportingUserErrors(() => checked(given)));
}

/** What makes an endpoint unusable for builds on another machine. Pure but for the clock. */
export function remoteEngineProblems(endpoint: Partial<DockerEndpoint>, path: string, ownKey: boolean): Problem[] {
  const at = `${path}.endpoint.dockerHost`;
  const { dockerHost } = endpoint;
  if (dockerHost === undefined) {
    const message = 'is needed: the engine\'s address, e.g. "tcp://builds.example.org:2376"';
    return [{ code: "JD105", path: at, message }];
  }
  if (parseDockerHost(dockerHost)?.scheme !== "tcp") {
    const message = `"${dockerHost}" is not an address of mutual TLS, which access "remote" goes by: tcp://host:2376, with keys`;
    return [{ code: "JD201", path: at, message }];
  }
  const problems = engineProblems(endpoint, at, !ownKey);
  if (endpoint.socketGid === undefined) {
    const message =
      "is needed: the group of the engine's socket on its machine, which agents have to be in. " +
      `There: stat -c %g ${endpoint.socketPath ?? defaultSocketPath}`;
    problems.push({ code: "JD203", path: `${path}.endpoint.socketGid`, message });
  }
  if (problems.length > 0 || !ownKey || endpoint.caKey !== undefined) return problems;
  const message =
    "is true, and the endpoint has no caKey, with which the controller's own certificate is made. Bring the host's stack up " +
    "with this version; if it has no CA of its own, false hands the endpoint's clientKey to the controller";
  return [{ code: "JD202", path: `${path}.ownKey`, message }];
}
