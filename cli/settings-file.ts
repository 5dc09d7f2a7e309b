/** The file of a stack's settings, which is changed at one stroke: keys that come, and keys that go. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, parseDocument } from "yaml";

/** Keys and values, keys as `pulumi config set --path` takes them. */
export type Settings = [key: string, value: string][];

/** What is changed: all of it, or nothing. */
export interface SettingsChange {
  set: Settings;
  /** Keys that go. */
  remove?: string[];
}

/**
 * Changes the settings of a stack. Comments and secrets in the file stay.
 * @param project the folder of Pulumi.yaml
 * @param stack its name; one of Pulumi Cloud may begin with its organization
 */
export function changeSettings(project: string, stack: string, change: SettingsChange): void {
  const { name, stackConfigDir = "" } = parse(fs.readFileSync(path.join(project, "Pulumi.yaml"), "utf8")) as {
    name: string;
    stackConfigDir?: string;
  };
  const file = path.join(project, stackConfigDir, `Pulumi.${shortName(stack)}.yaml`);
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  fs.writeFileSync(`${file}.new`, changed(before, name, change));
  fs.renameSync(`${file}.new`, file);
}

/** A stack's name in the names of its files. @example shortName("acme/prod") // "prod" */
export function shortName(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

/** The text of a file of settings after a change. Pure. */
export function changed(text: string, project: string, { set, remove = [] }: SettingsChange): string {
  const document = parseDocument(text.trim() === "" ? "config:\n" : text);
  const at = (key: string) => {
    const [first = "", ...rest] = key.split(/[.[\]]+/).filter((part) => part !== "");
    return ["config", `${project}:${first}`, ...rest.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
  };
  for (const [key, value] of set) {
    const place = at(key);
    // A key without a value, `config:`, is in the way.
    for (let depth = 1; depth < place.length; depth++) {
      const above = place.slice(0, depth);
      if (document.getIn(above) === null) document.deleteIn(above);
    }
    document.setIn(place, value === "true" || value === "false" ? value === "true" : value);
  }
  for (const key of remove) document.deleteIn(at(key));
  return document.toString({ lineWidth: 0 });
}
