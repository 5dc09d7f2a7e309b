/** What is checked of another machine's engine before builds are given to it. */
import * as pulumi from "@pulumi/pulumi";
import type { OtherEngine } from "../../access/contract";
import type { DockerEndpoint } from "../../endpoint/endpoint";
import { whyAway } from "../../endpoint/answer";
import { applyReporting, UserError } from "../../text/user-error";

/**
 * Checks an engine that builds use. A preview checks what is said about it. An `up` asks the engine, too. An engine that
 * does not answer is logged, and fails nothing here.
 */
export function checkedBuildsEngine(
  where: string,
  { path, endpoint, ownKey, problems: problemsOf }: OtherEngine,
): pulumi.Output<unknown> {
  const checked = async (given: DockerEndpoint) => {
    const problems = problemsOf(given);
    if (problems.length > 0) throw new UserError(where, problems);
    // An endpoint without a client's key is meant for a controller that makes its own key. This machine has no key to ask with.
    if (pulumi.runtime.isDryRun() || given.clientKey === undefined) return;
    const reason = await whyAway(where, `${path}.endpoint.dockerHost`, given, ownKey);
    if (reason === undefined) return;
    const warning = `the builds' engine at ${given.dockerHost} does not answer this machine: ${reason}`;
    await pulumi.log.info(`${warning}\nWhether it answers the controller is asked at the end`);
  };
  return applyReporting(pulumi.output(endpoint), checked);
}
