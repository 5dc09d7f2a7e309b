/** Merges the user's JCasC over ours. Pure. */
import type { Problem } from "../../text/problems";
import { isMapping } from "../../text/validation";
import { nameIn } from "./casc-names";
import { isNothing } from "./casc-yaml";

/** A JCasC document, or a mapping within one. */
export type Casc = Readonly<Record<string, unknown>>;

/** Jenkins accepts only one key in each of these mappings. So the user's mapping replaces ours as a whole. */
const choices = new Set(["jenkins.securityRealm", "jenkins.authorizationStrategy"]);

/** Lists that we and the user have parts of. The user's parts come after ours. */
const joined = new Set(["jenkins.clouds"]);

/**
 * Mappings are merged key by key. The user's clouds come after ours. For every other value, and for the mappings in `choices`, the user's value
 * replaces ours.
 */
export function mergeCasc(ours: Casc, own: Casc, at = ""): Casc {
  const merged: Record<string, unknown> = { ...ours };
  for (const [given, value] of Object.entries(own)) {
    const key = nameIn(merged, given);
    // JCasC ignores a key without a value. If such a key replaced ours, Jenkins would, for example, have no security realm.
    if (isNothing(value) && key in merged) continue;
    const path = at === "" ? key : `${at}.${key}`;
    const there = merged[key];
    if (isMapping(there) && isMapping(value) && !choices.has(path)) merged[key] = mergeCasc(there, value, path);
    else if (joined.has(path) && Array.isArray(there) && Array.isArray(value))
      merged[key] = [...(there as unknown[]), ...(value as unknown[])];
    else merged[key] = value;
  }
  return merged;
}

/** What has an argument of its own: said twice, one of the two would be passed over in silence. */
const settings: Record<string, string> = { "jenkins.numExecutors": "executors" };

/**
 * Settings in the user's casc that contradict an argument or our own clouds.
 * @param at the path of the user's casc
 * @param sibling the path of another setting
 */
export function conflicts(own: Casc, at: string, sibling: (setting: string) => string): Problem[] {
  const found: Problem[] = [];
  const conflict = (path: string, message: string) => found.push({ code: "JD304", path: `${at}.${path}`, message });
  for (const [path, setting] of Object.entries(settings)) {
    if (valueAt(own, path) !== undefined) conflict(path, `is what ${sibling(setting)} says. Set that instead`);
  }
  const clouds = valueAt(own, "jenkins.clouds");
  (Array.isArray(clouds) ? clouds : []).forEach((cloud, index) => {
    const name = valueAt(cloud as Casc, "docker.name");
    if (typeof name !== "string" || !/^docker(-\d+)?$/.test(name)) return;
    conflict(
      `jenkins.clouds[${String(index)}].docker.name`,
      `"${name}" is the name of a cloud of ours. Choose another one`,
    );
  });
  return found;
}

/** What a casc has at a path, whatever the case of its keys. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((so, key) => (isMapping(so) ? so[nameIn(so, key)] : undefined), value);
}
