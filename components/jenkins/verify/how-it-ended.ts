/** Why a container ends again and again, where the machine and not the container is at fault: from the engine's events and the container's log. */
import { text } from "node:stream/consumers";
import { isFullDisk } from "../../endpoint/answer";
import type { Engine } from "../../endpoint/execute";

/** What the engine's events say of the ends of a container. */
interface Ends {
  /** Whether the kernel ended it for want of memory. [docs.docker.com: docker events, containers: oom] */
  oom: boolean;
  /** The status of its last end. */
  last?: number;
}

/** As the kernel kills: also where it is not the container's own limit that is reached. [signal(7): SIGKILL, 9; a shell's 128 + 9] */
const killed = 137;

/**
 * What to do, in words; undefined where nothing says that the machine is at fault. Pure.
 * @param moreMemory what to do where memory was short
 */
export function machineAtFault({ oom, last }: Ends, log: string, moreMemory: string): string | undefined {
  if (isFullDisk(log)) return "A disk is full, as these lines say: make room on it, then run pulumi up again";
  if (last !== killed) return undefined;
  if (oom) return `The kernel ended it for want of memory: ${moreMemory}`;
  return "It was killed: the engine's machine may be out of memory (journalctl --dmesg)";
}

/** What the engine still knows: it has its last 256 events. [moby: daemon/events, eventsLimit] */
export async function endsOf(engine: Engine, id: string): Promise<Ends> {
  const { Created: created } = await engine.getContainer(id).inspect();
  const { SystemTime: now } = (await engine.info()) as { SystemTime: string };
  const seconds = (time: string) => Date.parse(time) / 1000;
  const events = await engine.getEvents({
    since: seconds(created),
    until: seconds(now),
    filters: { type: ["container"], container: [id], event: ["oom", "die"] },
  });
  return endsIn(await text(events));
}

/** The ends among events, each a line of JSON. Pure. */
export function endsIn(events: string): Ends {
  const all = events
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as { Action: string; Actor: { Attributes: { exitCode?: string } } });
  const last = all.findLast(({ Action }) => Action === "die")?.Actor.Attributes.exitCode;
  return { oom: all.some(({ Action }) => Action === "oom"), last: last === undefined ? undefined : Number(last) };
}
