/** Merges the user's JCasC over ours. Pure. */

/** A JCasC document, or a mapping within one. */
export type Casc = Readonly<Record<string, unknown>>;

/** Mappings of which Jenkins takes one key: the user's replaces ours as a whole, or there would be two. */
const choices = new Set(["jenkins.securityRealm", "jenkins.authorizationStrategy"]);

/** Mappings are merged key by key; of anything else, and of a choice, the user's counts. */
export function mergeCasc(ours: Casc, own: Casc, at = ""): Casc {
  const merged: Record<string, unknown> = { ...ours };
  for (const [key, value] of Object.entries(own)) {
    const path = at === "" ? key : `${at}.${key}`;
    const there = merged[key];
    merged[key] = isMapping(there) && isMapping(value) && !choices.has(path) ? mergeCasc(there, value, path) : value;
  }
  return merged;
}

function isMapping(value: unknown): value is Casc {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
