/** Environments of containers and of this process. Pure. */

/** One `NAME=value` for each variable. */
export function environmentList(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}

/** The variables that are set. An empty one counts as unset, as to the docker command. */
export function setVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
