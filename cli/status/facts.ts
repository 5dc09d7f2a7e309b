/** What a stack's status tells: facts, what is wrong among them, and how a person reads them. Pure. */
import { ago, size } from "../../components/jenkins/backup/last-backup";

/** What was found of a stack. What could not be found out is left out. */
export interface Status {
  stack: string;
  /** Undefined where a failed `up` has left Jenkins without it. */
  url?: string;
  /** How builds reach Docker. */
  access: string;
  jenkins: {
    /** The health of its container: `healthy`, or what else the engine says. */
    health: string;
    /** ISO 8601. */
    startedAt?: string;
    version?: string;
    /** Plugins of which Jenkins knows a newer version. Undefined where it does not tell. */
    pluginUpdates?: string[];
    /** Why it does not answer this machine. */
    error?: string;
  };
  /** The engine that runs Jenkins. Where it does not answer, nothing else is known. */
  engine: { version?: string; error?: string };
  /** The engine of the builds, as the controller sees it. Nothing with `access: fleet`, where each machine has its own. */
  buildsEngine: { version?: string; error?: string };
  /** The disk of Jenkins' home. */
  disk?: { freeBytes: number; totalBytes: number };
  /** Agents that Jenkins has now, and how many it may have. */
  agents?: { running: number; cap: number };
  /** When certificates end (ISO 8601), and what renews them. */
  certificates: { name: string; until: string; renewedBy: "pulumi up" | "the web server" }[];
  /** The last backup, in words. Only with `jenkins.backup`. */
  backup?: { summary: string; failed: boolean };
  /** What an `up` would do, and what that would mean. Not with --quick. */
  up?: { summary: string; effects: string[] };
}

/** Below this share and these bytes, the disk of the home is nearly full. */
const enoughFree = { share: 0.1, bytes: 10 * 2 ** 30 };
/** Days. An `up` makes a certificate of this package anew in the last 60 days of its life. [components/endpoint/certificates.ts] */
const enoughDays = 14;

const dayMs = 24 * 3600 * 1000;

function daysLeft(until: string, now: Date): number {
  return Math.floor((Date.parse(until) - now.getTime()) / dayMs);
}

/** What is wrong, one line each. */
export function problemsIn(status: Status, now: Date): string[] {
  const { jenkins, engine, buildsEngine, disk, certificates, backup } = status;
  if (engine.error !== undefined) return [engine.error];
  return [
    ...(jenkins.health === "healthy" ? [] : [`Jenkins is ${jenkins.health}`]),
    ...(jenkins.error === undefined ? [] : [`Jenkins does not answer this machine: ${jenkins.error}`]),
    ...(buildsEngine.error === undefined ? [] : [`the builds' engine does not answer: ${buildsEngine.error}`]),
    ...(disk && disk.freeBytes < Math.min(disk.totalBytes * enoughFree.share, enoughFree.bytes)
      ? [`the disk of the home has ${size(disk.freeBytes)} of ${size(disk.totalBytes)} free`]
      : []),
    ...certificates
      .filter(({ until }) => daysLeft(until, now) < enoughDays)
      .map(({ name, until, renewedBy }) => `certificate ${name} ends on ${until.slice(0, 10)}; ${renewedBy} renews it`),
    ...(backup?.failed ? [backup.summary] : []),
  ];
}

/** One screen. */
export function screen(status: Status, now: Date): string {
  const { stack, url, access, jenkins, engine, buildsEngine, disk, agents, certificates, backup, up } = status;
  const version = jenkins.version === undefined ? "" : `, Jenkins ${jenkins.version}`;
  const since =
    jenkins.startedAt === undefined ? "" : `, started ${ago(now.getTime() - Date.parse(jenkins.startedAt))}`;
  const rows: [string, string | undefined][] = [
    [stack, url ?? "its URL is not known, since an up has failed"],
    ["jenkins", `${jenkins.health}${version}${since}`],
    ["plugins", jenkins.pluginUpdates && pluginsLine(jenkins.pluginUpdates)],
    ["engine", engine.version === undefined ? "no answer" : `Docker ${engine.version}`],
    ["builds", `${access}${buildsLine(buildsEngine)}`],
    ["agents", agents && `${String(agents.running)} of at most ${String(agents.cap)}`],
    ["disk", disk && `${size(disk.freeBytes)} free of ${size(disk.totalBytes)}`],
    ["certificates", certificatesLine(certificates, now)],
    ["backup", backup?.summary.replace(/^last backup: /, "")],
    ["pulumi up", up && [up.summary, ...up.effects].join("\n")],
  ];
  const width = Math.max(...rows.map(([key]) => key.length)) + 2;
  const lines = rows.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key.padEnd(width)}${value.replaceAll("\n", `\n${" ".repeat(width)}`)}`],
  );
  return [...lines, ...problemsIn(status, now).map((problem) => `problem: ${problem}`)].join("\n");
}

function buildsLine({ version, error }: Status["buildsEngine"]): string {
  if (error !== undefined) return ", no answer";
  return version === undefined ? "" : `, Docker ${version}`;
}

function pluginsLine(updates: string[]): string {
  if (updates.length === 0) return "no updates known";
  return `${String(updates.length)} with an update: ${updates.slice(0, 8).join(", ")}${updates.length > 8 ? ", …" : ""}`;
}

function certificatesLine(certificates: Status["certificates"], now: Date): string | undefined {
  const [first, ...others] = [...certificates].sort((one, other) => Date.parse(one.until) - Date.parse(other.until));
  if (first === undefined) return undefined;
  const rest = others.length === 0 ? "" : `; ${String(others.length)} more end later`;
  return `${first.name}: ${String(daysLeft(first.until, now))} days left${rest}`;
}
