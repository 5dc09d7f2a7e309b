/** The list of plugins that an image is built with. Pure. */
import type { Problem } from "../../../text/problems";
import { defaultPlugins } from "./default-plugins";

/** A plugin as its line names it. */
export interface Plugin {
  id: string;
  /** Undefined where the line leaves it to the day of the build: without a version, or with `latest` or `experimental`. */
  version?: string;
  /** Where the version comes from, if not from the update center. Such a line cannot be left out beside a lock. */
  isElsewhere: boolean;
  /** The line itself. */
  line: string;
}

// ID, ID:VERSION, ID:VERSION:URL, ID::URL or ID:incrementals;GROUP;VERSION.
// [jenkinsci/plugin-installation-manager-tool: README, "Plugin Input Format"]
const form =
  /^(?<id>[A-Za-z0-9][\w.-]*)(?::(?=.)(?<group>incrementals;[\w.-]+;)?(?<version>[A-Za-z0-9][\w.+-]*)?(?<url>:https?:\/\/\S+)?)?$/;
const ofTheDay = ["latest", "experimental"];

/** The plugin of a line, or undefined where it does not parse. */
export function parsePlugin(text: string): Plugin | undefined {
  const parts = form.exec(text)?.groups;
  if (!parts || (parts.group && !parts.version)) return undefined;
  const { id = "", group, version, url } = parts;
  const isElsewhere = group !== undefined || url !== undefined;
  return { id, isElsewhere, line: text, ...(version && !ofTheDay.includes(version) ? { version } : {}) };
}

/** What is wrong with a plugin's line; undefined where nothing is. */
export function pluginProblem(text: string): string | undefined {
  return parsePlugin(text) ? undefined : `"${text}" is not a plugin: ID or ID:VERSION, e.g. git or git:5.8.0`;
}

/** Lines of a plugin that another line has in another version. */
export function pluginsTwice(lines: readonly string[]): { index: number; message: string }[] {
  const plugins = lines.map((line) => parsePlugin(line));
  return plugins.flatMap((plugin, index) => {
    const before = plugins.slice(0, index).findIndex((other) => other !== undefined && other.id === plugin?.id);
    if (before < 0 || lines[before] === lines[index]) return [];
    return [
      {
        index,
        message: `"${String(lines[index])}" stands there as "${String(lines[before])}", too. Remove one of them`,
      },
    ];
  });
}

/**
 * The lines an image is built with, sorted, each plugin once. With a lock they are the lock's. A lock has versions only, so that the user's
 * line counts for a plugin from elsewhere. Without a lock they are the default set and the user's own, whose versions count.
 */
export function pluginLines(own: readonly string[], lock?: readonly string[]): string[] {
  const wanted = byId(own);
  const all = [...byId(lock ?? [...defaultPlugins, ...own]).values()];
  return all
    .map((plugin) => (wanted.get(plugin.id)?.isElsewhere ? (wanted.get(plugin.id) ?? plugin) : plugin).line)
    .sort();
}

/** The plugins of lines, each once: the last line of a plugin counts. */
function byId(lines: readonly string[]): Map<string, Plugin> {
  const plugins = lines.map((text) => parsePlugin(text));
  return new Map(plugins.flatMap((plugin) => (plugin ? [[plugin.id, plugin]] : [])));
}

/** Plugins that were asked for and that a lock does not have, or has in another version. */
export function lockProblems(own: readonly string[], lock: readonly string[], path: string): Problem[] {
  const locked = byId(lock);
  const fix = "Delete the lock, run pulumi up, then write it anew: pulumi-jenkins-docker plugins lock --stack NAME";
  return own.flatMap((text, index): Problem[] => {
    const wanted = parsePlugin(text);
    if (!wanted) return [];
    const found = locked.get(wanted.id);
    if (found && (wanted.version === undefined || wanted.version === found.version)) return [];
    const has = found ? `has ${found.line}` : "does not have it";
    return [{ code: "JD303", path: `${path}[${String(index)}]`, message: `"${text}": the plugin lock ${has}. ${fix}` }];
  });
}

/** The plugin that reads the casc: login and permissions are in it. */
const cascPlugin = "configuration-as-code";

/** A lock that leaves Jenkins without login. */
export function openLockProblems(lock: readonly string[], path: string): Problem[] {
  const isRight = lock.every((line) => parsePlugin(line) !== undefined); // otherwise the wrong line is reported, and it may be the line of this plugin
  if (byId(lock).has(cascPlugin) || !isRight) return [];
  const message = `the plugin lock lacks ${cascPlugin}, without which Jenkins reads no casc, and lets everybody in. Add it to the lock`;
  return [{ code: "JD303", path, message }];
}

/** The lines of a lock's file: blank ones and comments (`#`) left out. */
export function parseLock(text: string): string[] {
  return text
    .split("\n")
    .map((row) => row.replace(/(^|\s)#.*/, "").trim())
    .filter((row) => row !== "");
}
