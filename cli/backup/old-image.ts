/** The settings of a stack that goes back to the Jenkins before an upgrade. Pure. */
import type { BeforeUpgrade } from "../../components/jenkins/backup/before-upgrade";
import { parsePlugin } from "../../components/jenkins/controller/image/plugins";
import type { StackConfig } from "../../stacks/config";
import { lockText } from "../lock-text";
import { CommandError } from "../say";
import type { Settings } from "../settings-file";

/** What is changed. Keys are those of `pulumi config --path`. */
export interface OldImage {
  set: Settings;
  /** Keys that go. */
  remove: string[];
  /** The text of the plugin lock, for an image that is built. */
  lock?: string;
}

/**
 * The image and the plugins of before: an image that was built gets a lock of every plugin that it had.
 * @throws CommandError where the backup does not say which image it was
 */
export function oldImage(before: BeforeUpgrade, jenkins: StackConfig["jenkins"] = {}): OldImage {
  const has = (keys: ("image" | "customImage" | "plugins")[]) =>
    keys.filter((key) => jenkins[key] !== undefined).map((key) => `jenkins.${key}`);
  if (before.customImage !== undefined)
    return { set: [["jenkins.customImage", before.customImage]], remove: has(["image", "plugins"]) };
  if (before.image === undefined)
    throw new CommandError("the backup does not say which image Jenkins had. restore gives back the home alone");
  const lock = lockText(before.image, before.plugins);
  const { plugins: lines = [] } = jenkins;
  const plugins = pluginsOf(lock, lines);
  // The last one first: what is behind a line that is removed moves up.
  const surplus = lines
    .map((_, index) => `jenkins.plugins[${String(index)}]`)
    .slice(plugins.length)
    .reverse();
  return {
    set: [
      ["jenkins.image", before.image],
      ...plugins.flatMap((line, index): Settings =>
        line === lines[index] ? [] : [[`jenkins.plugins[${String(index)}]`, line]],
      ),
    ],
    remove: [...has(["customImage"]), ...surplus],
    lock,
  };
}

/** A user's lines of plugins, with the versions of a lock. A plugin that the lock does not have is left out. */
function pluginsOf(lock: string, lines: readonly string[]): string[] {
  const versions = new Map(lock.split("\n").map((line) => [parsePlugin(line)?.id, parsePlugin(line)?.version]));
  return lines.flatMap((line) => {
    const plugin = parsePlugin(line);
    const version = versions.get(plugin?.id);
    if (plugin === undefined || version === undefined) return [];
    return [plugin.version === undefined || plugin.version === version ? line : `${plugin.id}:${version}`];
  });
}
