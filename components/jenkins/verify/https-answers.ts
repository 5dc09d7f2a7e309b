/** The last check of an `up` with HTTPS: Jenkins answers through its front. */
import { type Engine, execute, withoutFrames } from "../../endpoint/execute";
import { type Say, waitUntil } from "../../endpoint/wait";
import { UserError } from "../../text/user-error";
import { httpsAlias } from "../controller/https/https-front";

/** Seconds: a certificate by ACME takes some, where the domain points here. */
const limit = 180;

/**
 * Asks from the controller, which has curl and is on the front's network: whether the network outside lets this machine
 * in is no question here.
 * @throws UserError with what curl says, and the front's last lines
 */
export async function answersByHttps(
  where: string,
  engine: Engine,
  { controller, front, url }: { controller: string; front: string; url: string },
  say: Say,
): Promise<void> {
  const connect = ["--connect-to", `::${httpsAlias}:443`];
  // The front is a neighbour on the network. The request must not go by the controller's proxy.
  const words = ["curl", "-kfsS", "--noproxy", "*", "-o", "/dev/null", "--max-time", "10", ...connect, `${url}/login`];
  const failure = async (missing: string) => {
    const raw = await engine.getContainer(front).logs({ stdout: true, stderr: true, tail: 10 });
    const lines = withoutFrames(raw).trim().split("\n").join("\n    ");
    const message = `Jenkins does not answer by HTTPS after ${String(limit)} s: ${missing}. Last lines of its front:\n    ${lines}\n `;
    return new UserError(where, [{ code: "JD411", path: "https", message }]);
  };
  await waitUntil({ what: `HTTPS at ${url}`, say, pause: 3, lineEvery: 10, limit, failure }, async () => {
    const { output, status } = await execute(engine, controller, words);
    return status === 0 ? undefined : (output.trim().split("\n").at(-1) ?? "");
  });
}
