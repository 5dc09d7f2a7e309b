/** Puts a snapshot into a volume of the engine. */
import type Dockerode from "dockerode";
import { setTimeout } from "node:timers/promises";
import { printedOn } from "../../components/endpoint/execute";
import { hasStatus, ifThere } from "../../components/endpoint/not-found";
import { backupFolder } from "../../components/jenkins/backup/places";
import { engineCaFile, jenkinsHomePath } from "../../components/paths";
import { CommandError, say } from "../say";
import type { Backups } from "./backup-container";
import { keyInConfig } from "./key-in-config";
import { whyItFailed } from "../../components/jenkins/backup/failure";
import type { Snapshot } from "./snapshots";

/** The label of a restore's container, with the volume that was made for it. */
const madeLabel = "pulumi-jenkins-docker.restores-into";

/** Milliseconds that a restore may take from making its container to starting it: it copies some small files meanwhile. */
const beginning = 10_000;

/** The engine, and the container that backs up there. */
type Place = Pick<Backups, "engine" | "container">;

/** Where a snapshot is put. */
interface Target<Used> {
  /** A volume that is empty or not there yet; by default one whose name begins with `name`. */
  to?: string;
  /** @example "jenkins-prod-home" */
  name: string;
  /** The volume that the stack's settings name as its home. */
  home?: string;
  /** Has the settings name the volume. It is whole then. */
  use: (volume: string) => Used;
}

/**
 * Restores a snapshot into a volume, and has it used. A volume that was made for it, and is not whole, is removed: here, or by the next restore if this
 * one is killed.
 * @param show gets what restic prints, while it runs
 * @returns what `use` gave
 * @throws CommandError
 */
export async function restoreIntoVolume<Used>(
  { engine, container: of }: Place,
  { id, short, time }: Snapshot,
  { to, name, home, use }: Target<Used>,
  show: (text: string) => void,
): Promise<Used> {
  await removeLeft();
  const volume = to ?? (await freeName(`${name}-${short}`));
  say(`restoring snapshot ${short}, of ${time} UTC, into volume ${volume}`);
  const user = await userOf(volume);
  if (user !== undefined) throw new CommandError(`volume ${volume} is in use by container ${user}: name another one`);
  const isNew = (await ifThere(engine.getVolume(volume).inspect())) === undefined;
  const container = await created({
    name: restoreName(),
    Image: of.Image,
    Entrypoint: of.Config.Entrypoint,
    Cmd: ["restore", id],
    Env: of.Config.Env,
    Labels: isNew ? { [madeLabel]: volume } : {},
    HostConfig: {
      Binds: of.HostConfig.Binds ?? [],
      NetworkMode: Object.keys(of.NetworkSettings.Networks)[0],
      Mounts: [{ Type: "volume", Source: volume, Target: jenkinsHomePath }],
    },
  });
  let whole = false;
  let used: Used;
  try {
    for (const file of [backupFolder, engineCaFile]) await copied(file);
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const ended = async () => {
      await container.start();
      return (await container.wait()) as { StatusCode: number };
    };
    // Both at once: a stream that breaks ends the command, too.
    const [output, { StatusCode: status }] = await Promise.all([printedOn(engine, stream, show), ended()]);
    if (status !== 0) throw new CommandError(whyItFailed(status, output, keyInConfig));
    whole = true;
    // The container stays until the settings name the volume: the next restore knows by it what this one has left.
    used = use(volume);
  } finally {
    if (!whole) await removed(container, isNew ? volume : undefined);
  }
  await removed(container);
  return used;

  /** @throws CommandError where another restore has made its container meanwhile */
  async function created(wanted: Dockerode.ContainerCreateOptions): Promise<Dockerode.Container> {
    try {
      return await engine.createContainer(wanted);
    } catch (error) {
      throw hasStatus(error, 409) ? anotherRuns() : error;
    }
  }

  function anotherRuns(): CommandError {
    return new CommandError(`another restore is running: docker wait ${restoreName()} waits for its end`);
  }

  /** Removes a container, and then a volume. What cannot be removed now is left for the next restore, and hides no error. */
  async function removed(left: Dockerode.Container, half?: string): Promise<void> {
    try {
      await left.remove({ force: true });
      if (half !== undefined) await ifThere(engine.getVolume(half).remove());
    } catch (error) {
      say(`${restoreName()} is left, and the next restore removes it: ${(error as Error).message.trim()}`);
    }
  }

  /** A container that has the volume, running or not. */
  async function userOf(named: string): Promise<string | undefined> {
    const users = await engine.listContainers({ all: true, filters: { volume: [named] } });
    return users[0]?.Names[0]?.replace(/^\//, "");
  }

  /** A name that no volume has: what was restored before may have been used since. */
  async function freeName(wanted: string, number = 1): Promise<string> {
    const numbered = number === 1 ? wanted : `${wanted}-${String(number)}`;
    const found = await ifThere(engine.getVolume(numbered).inspect());
    return found === undefined && numbered !== home ? numbered : freeName(wanted, number + 1);
  }

  function restoreName(): string {
    return `${of.Name.replace(/^\//, "")}-restore`;
  }

  /** Removes what a restore left that was killed: its container, and the volume that it had made if that is not whole. */
  async function removeLeft(): Promise<void> {
    const left = await beyondItsBeginning();
    if (left === undefined) return;
    if (left.State.Running) throw anotherRuns();
    const made = left.Config.Labels[madeLabel];
    const isWhole = left.State.Status === "exited" && left.State.ExitCode === 0;
    if (isWhole && made !== undefined && made !== home)
      say(`An earlier restore was interrupted. Its volume is whole, and no setting names it: ${made}`);
    await engine.getContainer(left.Id).remove({ force: true });
    if (isWhole || made === undefined || (await userOf(made)) !== undefined) return;
    await ifThere(engine.getVolume(made).remove());
  }

  /** The container of an earlier restore. One that is made and not started yet may be of a restore that has just begun: it is given some seconds. */
  async function beyondItsBeginning(): Promise<Dockerode.ContainerInspectInfo | undefined> {
    const end = Date.now() + beginning;
    for (;;) {
      const found = await ifThere(engine.getContainer(restoreName()).inspect());
      if (found?.State.Status !== "created" || Date.now() > end) return found;
      await setTimeout(500);
    }
  }

  /** Copies a file or a folder of the container that backs up; a file that it does not have is left out. */
  async function copied(file: string): Promise<void> {
    const archive = await ifThere(engine.getContainer(of.Id).getArchive({ path: file }));
    if (archive) await container.putArchive(archive, { path: file.slice(0, file.lastIndexOf("/")) });
  }
}
