/** The text of a plugin lock. Pure. */
import { CommandError } from "./say";

/**
 * A lock from what an image has: lines `id NAME` and `version VERSION`, in either order, two a plugin.
 * @throws CommandError where they do not pair up
 */
export function lockText(image: string, listed: string): string {
  const lines = listed.split("\n").filter((line) => line !== "");
  const pairs = lines.flatMap((_, index) => (index % 2 === 0 ? [lines.slice(index, index + 2)] : []));
  const plugins = pairs.map((pair) => {
    const value = (key: string) => pair.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1);
    const [id, version] = [value("id"), value("version")];
    if (!id || !version) throw new CommandError(`the plugins of ${image} cannot be read near: ${pair.join(", ")}`);
    return `${id}:${version}`;
  });
  if (plugins.length === 0) throw new CommandError(`${image} has no plugins in /usr/share/jenkins/ref/plugins`);
  return [
    "# Every plugin of this stack's image, dependencies too. Written by: pulumi-jenkins-docker plugins lock",
    "# The image is built from these alone. To update: delete this file, pulumi up, and write it again.",
    ...plugins.sort(),
    "",
  ].join("\n");
}
