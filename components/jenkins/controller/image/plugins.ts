/** The list of plugins that an image is built with. Pure. */
import type { Problem } from "../../../text/problems";
import { defaultPlugins } from "./default-plugins";

/** A plugin: its id, and the rest of its line, a version, or a version and an address. */
export interface Plugin {
  id: string;
  version?: string;
}

// ID, ID:VERSION, ID:VERSION:URL, ID::URL or ID:incrementals;GROUP;VERSION.
// [jenkinsci/plugin-installation-manager-tool: README, "Plugin Input Format"]
const line = /^([A-Za-z0-9][\w.-]*)(?::((?:incrementals;[\w.-]+;[\w.+-]+|[A-Za-z0-9][\w.+-]*)?(?::https?:\/\/\S+)?))?$/;

/** The plugin of a line, or undefined where it does not parse. */
export function parsePlugin(text: string): Plugin | undefined {
  const match = line.exec(text);
  if (!match || match[2] === "") return undefined;
  return { id: match[1] ?? "", version: match[2] };
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

/** A plugin's line. */
export function pluginLine({ id, version }: Plugin): string {
  return version === undefined ? id : `${id}:${version}`;
}

/**
 * The lines an image is built with, sorted, each plugin once: the lock alone where there is one; else the default set,
 * and the user's own, whose versions count.
 */
export function pluginLines(own: readonly string[], lock?: readonly string[]): string[] {
  return [...byId(lock ?? [...defaultPlugins, ...own]).values()].map(pluginLine).sort();
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
    const has = found ? `has ${pluginLine(found)}` : "does not have it";
    return [{ code: "JD303", path: `${path}[${String(index)}]`, message: `"${text}": the plugin lock ${has}. ${fix}` }];
  });
}

/** The lines of a lock's file: blank ones and comments (`#`) left out. */
export function parseLock(text: string): string[] {
  return text
    .split("\n")
    .map((row) => row.replace(/(^|\s)#.*/, "").trim())
    .filter((row) => row !== "");
}
