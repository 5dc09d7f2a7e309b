/** A stack's `caBundle` in a file of its own. Pulumi hands a program its config in one variable of the environment. */
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * A stack's own keys, with the file's text in place of its path. A PEM is no path. Linux takes no variable of more than 128 KiB, and a
 * distribution's own CAs are more. [man execve: MAX_ARG_STRLEN; pulumi-language-nodejs: PULUMI_CONFIG]
 * @param folder the project's, which a relative path starts from
 */
export function withCaBundleOfFile(own: Record<string, string>, folder: string): Record<string, string> {
  const { caBundle: text = "" } = own;
  if (!/^[^\n]{1,1000}$/.test(text) || text.includes("-----BEGIN")) return own;
  try {
    return { ...own, caBundle: fs.readFileSync(path.resolve(folder, text), "utf8") };
  } catch {
    return own; // there is no file of that name, so the text itself is checked
  }
}
