/** The container that backs up a stack's home, as commands use it. */
import type { ContainerInspectInfo } from "dockerode";
import { execute, type Engine, isRunning, lastLine } from "../../components/endpoint/execute";
import { hasStatus, ifThere } from "../../components/endpoint/not-found";
import { backupScript } from "../../components/jenkins/backup/places";
import { CommandError } from "../say";
import { controllerOf, type StackController } from "../stack-controller";
import { keyInConfig } from "./key-in-config";
import { whyItFailed } from "../../components/jenkins/backup/failure";
import { type Snapshot, snapshotsOf } from "./snapshots";

/** A stack with backups. */
export interface Backups extends StackController {
  container: ContainerInspectInfo;
  /** Whose backups this stack makes: `project/stack/component`. */
  owner: string;
}

/** @throws CommandError where the stack has none */
export async function backupsOf(name: string): Promise<Backups> {
  // restic may say nothing for a long time.
  const controller = await controllerOf(name, 0);
  const { engine, outputs } = controller;
  const container = await ifThere(engine.getContainer(`${outputs.containerName}-backup`).inspect());
  if (container === undefined) {
    const fix = "Set jenkins.backup (docs/backup.md), then run pulumi up";
    throw new CommandError(`stack ${name} makes no backups. ${fix}`);
  }
  if (!isRunning(container.State)) throw await doesNotRun(engine, container);
  return { ...controller, container, owner: variable(container, "OWNER") };
}

function variable({ Config: config }: ContainerInspectInfo, name: string): string {
  return config.Env.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

/**
 * Runs a command of the script, in the container.
 * @param show gets what it prints, while it runs
 * @throws CommandError with why it failed
 */
export async function inBackupContainer(
  { engine, container }: { engine: Engine; container: ContainerInspectInfo },
  words: string[],
  show?: (text: string) => void,
): Promise<string> {
  const command = ["/bin/sh", backupScript, ...words];
  const { output, status } = await execute(engine, container.Id, command, undefined, show).catch(
    async (error: unknown) => {
      throw hasStatus(error, 409) ? await doesNotRun(engine, container) : error;
    },
  );
  if (status !== 0) throw new CommandError(whyItFailed(status, output, keyInConfig));
  return output;
}

/** A container that has ended is started again, and may end again at any moment. */
async function doesNotRun(engine: Engine, { Id: id }: ContainerInspectInfo): Promise<CommandError> {
  return new CommandError(`the container that backs up does not run. It said last: ${await lastLine(engine, id)}`);
}

/** The snapshots in the repository, the newest first. */
export async function snapshotsIn(backups: Backups): Promise<Snapshot[]> {
  return snapshotsOf(await inBackupContainer(backups, ["list"]));
}
