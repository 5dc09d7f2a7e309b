/** The last check of a Jenkins itself: it answers nobody who has not logged in. */
import { execute, type Engine } from "../../endpoint/execute";
import { UserError } from "../../text/user-error";

/** Seconds. */
const limit = 20;

/** `/script` is for admins alone. `/api/json` needs a login. */
const pages = { read: "/script", nothing: "/api/json" };

/**
 * Asks as a stranger. An image without configuration-as-code, or a home whose own scripts take security away, would leave Jenkins open.
 * @param may what strangers may do by the casc
 * @throws UserError where a stranger gets more
 */
export async function refusesStrangers(
  where: string,
  engine: Engine,
  controller: string,
  may: keyof typeof pages,
): Promise<void> {
  const url = `http://127.0.0.1:8080${pages[may]}`;
  const ask = ["curl", "-s", "-m", String(limit), "-o", "/dev/null", "-w", "%{http_code}", url];
  const { output, status } = await execute(engine, controller, ask);
  // A Jenkins that does not answer at all is reported by the health check.
  if (status !== 0 || output.trim() !== "200") return;
  const message =
    `Jenkins answers without a login (${pages[may]}). Check that the image has the plugin configuration-as-code. ` +
    "If everybody may read, set jenkins.authorizationStrategy in your casc";
  throw new UserError(where, [{ code: "JD414", path: "casc", message }]);
}
