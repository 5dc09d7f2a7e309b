/** The last check of a Jenkins itself: it answers nobody who has not logged in. */
import { execute, type Engine } from "../../endpoint/execute";
import { UserError } from "../../text/user-error";

/** Seconds. */
const limit = 20;

/**
 * Asks as a stranger. An image without configuration-as-code, or a home whose own scripts take security away, would leave Jenkins open.
 * A casc with an authorization strategy of its own decides for itself who may read.
 * @throws UserError where a stranger gets an answer
 */
export async function refusesStrangers(where: string, engine: Engine, controller: string): Promise<void> {
  const ask = [
    "curl",
    "-s",
    "-m",
    String(limit),
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    "http://127.0.0.1:8080/api/json",
  ];
  const { output, status } = await execute(engine, controller, ask);
  // What does not answer at all is told by the health check.
  if (status !== 0 || output.trim() !== "200") return;
  const message =
    "Jenkins lets everybody in: it answers without a login. Has the image the plugin configuration-as-code? " +
    "If everybody is to read, say so: authorizationStrategy in jenkins.casc";
  throw new UserError(where, [{ code: "JD414", path: "casc", message }]);
}
