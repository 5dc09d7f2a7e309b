/** An older Jenkins on a home that a newer one has run on: Jenkins does not read it. */
import * as pulumi from "@pulumi/pulumi";
import { stateBefore } from "../../changes/previous-state";
import type { Engine } from "../../endpoint/execute";
import { readFile } from "../../endpoint/files";
import { ifThere } from "../../endpoint/not-found";
import { promiseOf } from "../../endpoint/outputs";
import { jenkinsHomePath } from "../../paths";
import type { Problem } from "../../text/problems";

/** The file in which Jenkins notes its version once it is up. [core: jenkins.install.InstallUtil, getLastExecVersionFile] */
const versionFile = `${jenkinsHomePath}/jenkins.install.InstallUtil.lastExecVersion`;

/**
 * The version of the Jenkins that was up last on a home, as the home itself has it.
 * @param controller the container that has the home; it may have ended
 * @returns undefined where there is none yet, where it has another home, or where nothing was noted
 */
export async function versionOfHome(engine: Engine, controller: string, home: string): Promise<string | undefined> {
  const found = await ifThere(engine.getContainer(controller).inspect());
  const mounted = found?.Mounts.find(({ Destination }) => Destination === jenkinsHomePath)?.Name;
  if (mounted !== home) return undefined;
  return (await readFile(engine, controller, versionFile))?.trim();
}

/** What is wrong with an image for a home; undefined where nothing is, or where its tag does not say. Pure. */
export function olderJenkins(homeOf: string | undefined, image: string | undefined): Problem | undefined {
  if (!isOlder(versionIn(image), homeOf)) return undefined;
  const message =
    `"${image ?? ""}" is older than Jenkins ${homeOf ?? ""}, which has run on this home: an older Jenkins does not read it. ` +
    "To go back with a backup: docs/backup.md, rollback. Or set homeVolume to a home of that version";
  return { code: "JD306", path: "image", message };
}

/** In a preview, which asks no engine: warns where the image is older than that of the last `up`. */
export async function warnOfOlderImage(
  jenkins: pulumi.Resource,
  name: string,
  image: pulumi.Input<string>,
): Promise<void> {
  const urn = await promiseOf(pulumi.createUrn(name, "docker:index/remoteImage:RemoteImage", jenkins));
  const { build } = ((await stateBefore())[urn]?.outputs ?? {}) as { build?: { buildArgs?: Record<string, string> } };
  const before = versionIn(build?.buildArgs?.JENKINS_IMAGE);
  const now = await promiseOf(pulumi.output(image));
  if (!isOlder(versionIn(now), before)) return;
  const warning = `"${now}" is older than Jenkins ${before ?? ""}. If that one has run on the home, the up is refused  [JD306]`;
  await pulumi.log.warn(warning, jenkins);
}

function isOlder(version: string | undefined, than: string | undefined): boolean {
  return version !== undefined && than !== undefined && version.localeCompare(than, "en", { numeric: true }) < 0;
}

/** @example versionIn("jenkins/jenkins:2.580.2-lts-jdk21") // "2.580.2" */
function versionIn(image = ""): string | undefined {
  return /:(\d+\.\d+(?:\.\d+)?)(?=$|[-_])/.exec(image.split("@")[0] ?? "")?.[1];
}
