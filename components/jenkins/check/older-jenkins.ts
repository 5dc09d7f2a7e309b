/** An older Jenkins on a home that a newer one has written: Jenkins does not read it. Known from the images' tags. */
import * as pulumi from "@pulumi/pulumi";
import { stateBefore } from "../../changes/previous-state";
import { promiseOf } from "../../endpoint/outputs";
import { jenkinsHomePath } from "../../paths";
import type { Problem } from "../../text/problems";
import { applyReporting, UserError } from "../../text/user-error";

/** What a stack has, or has had. */
export interface JenkinsAndHome {
  /** The official image, with its tag. */
  image?: string;
  /** The volume that is the home. */
  home?: string;
}

/** Resolves where the image is no older one than that of the last `up`, or where the home is another one. */
export function notOlder(
  jenkins: pulumi.Resource,
  name: string,
  now: pulumi.Input<{ image?: string; home: string }>,
): pulumi.Output<unknown> {
  return applyReporting(pulumi.output(now), async (wanted) => {
    const problem = olderJenkins(await before(jenkins, name), wanted);
    if (problem) throw new UserError(`Jenkins ${name}`, [problem]);
  });
}

/** What the last `up` has made. */
async function before(jenkins: pulumi.Resource, name: string): Promise<JenkinsAndHome> {
  const state = await stateBefore();
  const outputsOf = async (type: string) => state[await promiseOf(pulumi.createUrn(name, type, jenkins))]?.outputs;
  const { build } = ((await outputsOf("docker:index/remoteImage:RemoteImage")) ?? {}) as {
    build?: { buildArgs?: Record<string, string> };
  };
  const { mounts = [] } = ((await outputsOf("docker:index/container:Container")) ?? {}) as {
    mounts?: { target?: string; source?: string }[];
  };
  const home = mounts.find(({ target }) => target === jenkinsHomePath)?.source;
  return { image: build?.buildArgs?.JENKINS_IMAGE, home };
}

/** What is wrong with an image after another one, on the same home; undefined where nothing is, or where a tag does not say. Pure. */
export function olderJenkins(had: JenkinsAndHome, has: JenkinsAndHome): Problem | undefined {
  const [newer, older] = [versionOf(had.image), versionOf(has.image)];
  if (newer === undefined || older === undefined || had.home !== has.home) return undefined;
  if (older.localeCompare(newer, "en", { numeric: true }) >= 0) return undefined;
  const message =
    `"${has.image ?? ""}" is older than Jenkins ${newer}, which has written this home: an older Jenkins does not read it. ` +
    "To go back, restore a backup of that time first (docs/backup.md), or set homeVolume to a home of that version";
  return { code: "JD306", path: "image", message };
}

/** @example versionOf("jenkins/jenkins:2.580.2-lts-jdk21") // "2.580.2" */
function versionOf(image = ""): string | undefined {
  return /:(\d+\.\d+(?:\.\d+)?)(?=$|[-_])/.exec(image.split("@")[0] ?? "")?.[1];
}
