/** A backup before Jenkins' image changes: the command `rollback` goes back to it. */
import * as pulumi from "@pulumi/pulumi";
import { AsyncResource } from "node:async_hooks";
import { stateBefore } from "../../changes/previous-state";
import type { Deployment } from "../../docker/deployment";
import { whileItAnswers } from "../../endpoint/answer";
import { connect } from "../../endpoint/connect";
import { type Engine, execute, isRunning, lastLine, printable } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";
import { promiseOf } from "../../endpoint/outputs";
import { packagedFile } from "../../text/packaged-file";
import { pathAsTold, UserError } from "../../text/user-error";
import { listPlugins } from "../controller/image/installed-plugins";
import { whyItFailed } from "./failure";
import { backupScript } from "./places";

/** The Jenkins before an upgrade, as its backup has it beside the home. */
export interface BeforeUpgrade {
  /** `jenkins.image`, where the image was built by this package. */
  image?: string;
  /** `jenkins.customImage`, where it was the user's own. */
  customImage?: string;
  /** Its plugins, as {@link listPlugins} prints them. */
  plugins: string;
}

/** The label in which an image has the image it is made from. [OCI image spec: annotations; the Dockerfile sets it] */
const baseLabel = "org.opencontainers.image.base.name";

/**
 * A hook for the creation of the controller's image. Where Jenkins is up with another image, its home is backed up first: the old Jenkins still runs
 * then, and nothing of it has changed. A preview says so.
 * @returns undefined for a Jenkins without backups
 */
export function backupFirst(
  jenkins: pulumi.Resource,
  deployment: Deployment,
  backup: object | undefined,
): pulumi.ResourceHook | undefined {
  if (backup === undefined) return undefined;
  const { name, where } = deployment;
  const endpoint = promiseOf(deployment.endpoint);
  // Pulumi calls a hook from anywhere: changes/hooks.ts says why it is bound.
  const callback = AsyncResource.bind(async ({ urn, newInputs }: pulumi.ResourceHookArgs) => {
    const { name: image } = newInputs as { name?: string };
    if (pulumi.runtime.isDryRun()) {
      if (await isUpgrade(jenkins, name, urn, image))
        await pulumi.log.info("Jenkins' home is backed up before its image changes", jenkins);
      return;
    }
    const reached = await endpoint;
    await whileItAnswers(where, "endpoint", reached, async () => {
      await backUpBefore(jenkins, deployment, await connect(reached, 0), image);
    });
  });
  return new pulumi.ResourceHook(`${name}-backup-first`, callback, { onDryRun: true });
}

/** In an `up`. @param image the name of the image that is to come */
async function backUpBefore(
  jenkins: pulumi.Resource,
  { where, named, repository }: Pick<Deployment, "where" | "named" | "repository">,
  engine: Engine,
  image: string | undefined,
): Promise<void> {
  const container = await ifThere(engine.getContainer(named("backup")).inspect());
  const before = await withAnother(engine, { controller: named(), built: repository(), image });
  if (before === undefined || container === undefined) return; // a new stack, or backups that begin with this up
  if (typeof before === "string") {
    const why = "There would be nothing to go back to";
    await pulumi.log.warn(`Jenkins is ${before}: its home is not backed up before its image changes. ${why}`, jenkins);
    return;
  }
  void pulumi.log.info("backing up Jenkins' home, before its image changes", jenkins, undefined, true);
  const said = await backedUp(where, engine, container.Id, before);
  await pulumi.log.info(`Jenkins' home is backed up before its image changes: ${said}`, jenkins);
}

/** In a preview, which asks no engine: whether the image was another one, and there were backups. */
async function isUpgrade(
  jenkins: pulumi.Resource,
  name: string,
  urn: string,
  image: string | undefined,
): Promise<boolean> {
  const state = await stateBefore();
  const before = state[urn]?.outputs?.name;
  if (before === undefined || before === image) return false;
  const container = pulumi.createUrn(`${name}-backup`, "docker:index/container:Container", jenkins);
  return state[await promiseOf(container)] !== undefined;
}

/**
 * The Jenkins that is up, if its image is not the named one. One that is not healthy is nothing to go back to: of that the state is given, in a word.
 * @param of the controller's container; what images are called that this package built for it; and the name of the image that is to come
 */
async function withAnother(
  engine: Engine,
  { controller, built, image }: { controller: string; built: string; image: string | undefined },
): Promise<BeforeUpgrade | string | undefined> {
  const container = await ifThere(engine.getContainer(controller).inspect());
  if (container === undefined) return undefined;
  const found = await ifThere(engine.getImage(container.Image).inspect());
  const { RepoTags: tags = [], RepoDigests: digests = [], Config: config } = found ?? {};
  if (image !== undefined && [...tags, ...digests].includes(image)) return undefined; // somebody removed it from the state
  const { State: state } = container;
  if (!isRunning(state)) return "not running";
  if (state.Health?.Status !== "healthy") return state.Health?.Status ?? state.Status;
  const isOurs = tags.some((tag) => tag.startsWith(`${built}:`));
  const own = isOurs ? { image: config?.Labels[baseLabel] } : { customImage: digests[0] ?? tags[0] };
  const { output } = await execute(engine, container.Id, ["sh", "-c", listPlugins]);
  return { ...own, plugins: output };
}

/** @returns what the backup said last @throws UserError where it failed */
async function backedUp(where: string, engine: Engine, container: string, before: BeforeUpgrade): Promise<string> {
  const { State: state } = await engine.getContainer(container).inspect();
  if (!isRunning(state)) throw noBackup(where, await lastLine(engine, container));
  // The script of this package: the container may have that of an older one. It is replaced after the image.
  const script = packagedFile(__dirname, "scripts", "backup.sh");
  const words = ["/bin/sh", "-c", script, backupScript, "before-upgrade", JSON.stringify(before)];
  const { output, status } = await execute(engine, container, words);
  if (status !== 0)
    throw noBackup(
      where,
      whyItFailed(status, output, (path) => pathAsTold(where, path)),
    );
  return printable(output).trim().split("\n").at(-1) ?? "";
}

function noBackup(where: string, reason: string): UserError {
  const text =
    `Jenkins' image changes, and its home cannot be backed up first: ${reason}. ` +
    "Make the backups work in an up of its own, or remove backup for this one";
  return new UserError(where, [{ code: "JD416", path: "backup", message: text }]);
}
