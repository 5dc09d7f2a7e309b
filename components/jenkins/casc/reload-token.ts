/** The token that lets the stack, and nobody else, have the casc read again. */

/** Where the controller has it: as a secret, and as an option of the JVM. */
export const reloadTokenFile = "/run/secrets/cascReloadToken";

/**
 * A file of Java options, which JAVA_OPTS names with `@`: so the token is in no environment and no command line.
 * [JDK: java, "java Command-Line Argument Files"]
 */
export const reloadOptionFile = "/run/secrets/java-options";

/** The text of {@link reloadOptionFile}. The environment's CASC_RELOAD_TOKEN comes first, and is not set. */
export function reloadOption(token: string): string {
  return `-Dcasc.reload.token=${token}\n`;
}
