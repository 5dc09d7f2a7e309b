/** Options of `access: dood`: their types and rules. */
import { z } from "zod";
import { socketPathProblem } from "../../text/strict-forms";
import { textWith, wholeNumber } from "../../text/validation";

/** Options of `access: dood`. */
export interface Dood {
  /**
   * The socket of another engine of the controller's machine: of a rootless engine, or of a guard in front of an engine. It is best in a
   * folder of its own, which everybody may enter. The controller mounts that folder, and outlives a restart of the engine.
   * Default: the socket of the engine that runs the controller.
   * @example "/srv/builds-engine/docker.sock"
   */
  socketPath?: string;
  /**
   * The numeric group of the socket on the machine: `stat -c %g /srv/builds-engine/docker.sock`. It is needed with `socketPath`.
   * Default: `socketGid` of the host, for the socket of the engine that runs the controller.
   * @example 1001
   */
  socketGid?: number;
}

/** The other engine's socket, where one is named. */
export type OtherSocket = Required<Dood>;

/** Rules of the block, shared by component and stack config. */
export const doodSchema = z.strictObject({
  socketPath: textWith("JD104", socketPathProblem).optional(),
  socketGid: wholeNumber(0, 4294967294).optional(),
});

/** The other engine's socket; undefined where builds use the controller's engine. */
export function otherSocket({ socketPath, socketGid }: Dood = {}): OtherSocket | undefined {
  return socketPath === undefined || socketGid === undefined ? undefined : { socketPath, socketGid };
}
