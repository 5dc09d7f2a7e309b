/** Environments as Docker takes them. Pure. */

/** One `NAME=value` for each variable. */
export function environmentList(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}
