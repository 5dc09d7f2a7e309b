/** The token that lets the stack, and nobody else, have the casc read again. */

/**
 * The text of the file of Java options (paths.ts): the plugin's own setting for the token. The environment's CASC_RELOAD_TOKEN would
 * come first, and is not set.
 */
export function reloadOption(token: string): string {
  return `-Dcasc.reload.token=${token}\n`;
}
