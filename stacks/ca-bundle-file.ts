/** A stack's `caBundle` in a file of its own. Pulumi hands a program its config in one variable of the environment. */
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The config's texts, with the file's text in place of its path. A PEM is no path. Linux takes no variable of more than 128 KiB, and a
 * distribution's own CAs are more. [man execve: MAX_ARG_STRLEN; pulumi-language-nodejs: PULUMI_CONFIG]
 * @param key of the setting: `pulumi-jenkins-docker:caBundle`
 * @param folder the project's, which a relative path starts from
 */
export function withCaBundleOfFile(texts: Record<string, string>, key: string, folder: string): Record<string, string> {
  const text = texts[key] ?? "";
  if (!/^[^\n]{1,1000}$/.test(text) || text.includes("-----BEGIN")) return texts;
  try {
    return { ...texts, [key]: fs.readFileSync(path.resolve(folder, text), "utf8") };
  } catch {
    return texts; // no file that can be read: the text is judged as it is
  }
}
