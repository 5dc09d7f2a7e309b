/** Plugin locks: written anew from what the image would have if it were built today. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { parse } from "yaml";
import { lockText } from "../../../cli/lock-text";
import { listPlugins } from "../../../components/jenkins/controller/image/installed-plugins";
import { pluginLines } from "../../../components/jenkins/controller/image/plugins";
import { defaultImages } from "../../../components/default-images";
import { pluginLockFile } from "../../../stacks/plugin-lock";
import { renewed, type Renewal } from "./renewal";

/** A stack whose image is built from a lock. */
export interface LockedStack {
  file: string;
  image: string;
  plugins: string[];
}

/** What a stack's settings say of its image; undefined where it has no lock that counts. Pure. */
export function lockedStack(stack: string, settings: string, has: (file: string) => boolean): LockedStack | undefined {
  const file = pluginLockFile(stack);
  const { config } = parse(settings) as { config?: Record<string, unknown> };
  const jenkins = (config?.["pulumi-jenkins-docker:jenkins"] ?? {}) as {
    image?: string;
    customImage?: string;
    plugins?: string[];
  };
  if (!has(file) || jenkins.customImage !== undefined) return undefined;
  return { file, image: jenkins.image ?? defaultImages.jenkins, plugins: pluginLines(jenkins.plugins ?? []) };
}

/**
 * Writes a stack's lock anew. The image is built as the stack builds one without a lock; that it builds is half of the test.
 * @returns whether the lock has changed
 */
export function renewLock({ file, image, plugins }: LockedStack, renewals: readonly Renewal[]): boolean {
  const args = {
    JENKINS_IMAGE: renewed(image, renewals),
    CLI_IMAGE: renewed(defaultImages.cli, renewals),
    PLUGINS: plugins.join("\n"),
    RESOLVE_LATEST: "true",
  };
  const buildArgs = Object.entries(args).flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]);
  const context = "components/jenkins/controller/image/context";
  const id = docker("build", "--quiet", "--pull", "--no-cache", "--target", "controller", ...buildArgs, context);
  const text = lockText(id, docker("run", "--rm", "--entrypoint", "sh", id, "-c", listPlugins));
  if (text === fs.readFileSync(file, "utf8")) return false;
  fs.writeFileSync(file, text);
  return true;
}

function docker(...words: string[]): string {
  return execFileSync("docker", words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
}
