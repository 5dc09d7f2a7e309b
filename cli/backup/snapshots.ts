/** Snapshots of a repository. Pure. */
import { size } from "../../components/jenkins/backup/last-backup";
import { CommandError } from "../say";

/** A snapshot. */
export interface Snapshot {
  /** The id that the repository has it by. */
  id: string;
  /** The first characters of the id that it was made with, as people read and type it. */
  short: string;
  original: string;
  /** UTC. @example "2026-11-29 02:00" */
  time: string;
  /** Whose home it is of: `project/stack/component`. */
  owner: string;
  bytes?: number;
  /** Whether it was made before an upgrade, the last one that was. */
  beforeUpgrade: boolean;
}

/** What `restic snapshots --json` prints of one. [restic: "JSON output", snapshots] */
interface Printed {
  id: string;
  /** The first id of one whose tags were changed. */
  original?: string;
  time: string;
  tags?: string[];
  summary?: { total_bytes_processed: number };
}

/** The snapshots, the newest first. */
export function snapshotsOf(json: string): Snapshot[] {
  const printed = JSON.parse(json) as Printed[];
  // Two may be of the same minute.
  const newestFirst = printed.toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
  return newestFirst.map(({ id, original = id, time, tags, summary }) => ({
    id,
    short: original.slice(0, 8),
    original,
    time: new Date(time).toISOString().slice(0, 16).replace("T", " "),
    owner: tags?.[0] ?? "",
    bytes: summary?.total_bytes_processed,
    beforeUpgrade: tags?.includes("before-upgrade") ?? false,
  }));
}

/** Lines for a person. */
export function table(snapshots: Snapshot[], owner: string): string[] {
  return snapshots.map(({ short, time, owner: of, bytes, beforeUpgrade }) => {
    const whose = of === owner ? "" : `  of ${of || "somebody else"}`;
    const why = beforeUpgrade ? "  before an upgrade" : "";
    return `${short}  ${time} UTC  ${bytes === undefined ? "" : size(bytes)}${why}${whose}`.trimEnd();
  });
}

/**
 * The snapshot that is meant: the newest of this stack, or that of an id.
 * @param id its first characters; at least four, so that it is no chance
 * @throws CommandError that says which there are
 */
export function chosen(snapshots: Snapshot[], owner: string, id?: string): Snapshot {
  if (id === undefined) {
    const own = snapshots.find((one) => one.owner === owner);
    if (own) return own;
    const others = [...new Set(snapshots.map((one) => one.owner || "somebody else"))].join(", ");
    throw new CommandError(
      others === ""
        ? "the repository has no backup yet: pulumi-jenkins-docker backup makes one"
        : `the repository has no backup of ${owner}, but of ${others}. To take one of those: --snapshot ID (backups lists them)`,
    );
  }
  const found = snapshots.filter((one) => id.length >= 4 && [one.id, one.original].some((its) => its.startsWith(id)));
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const newest = table(snapshots.slice(0, 5), owner).join("\n  ");
  const what = more.length > 0 ? "begins more than one snapshot" : "is no snapshot of the repository";
  throw new CommandError(`--snapshot: "${id}" ${what}. The newest:\n  ${newest || "none"}`);
}
