/** Files that this package has beside its code: scripts, Dockerfiles. */
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The text of such a file.
 * @throws Error that says what to do where a bundler has taken the code away from its files
 * @example packagedFile(__dirname, "prepare-engine.sh")
 */
export function packagedFile(...parts: string[]): string {
  return besideCode(path.join(...parts), (file) => fs.readFileSync(file, "utf8"));
}

/** The names and texts of the files in such a folder, by name. @throws Error like {@link packagedFile} */
export function packagedFolder(folder: string): [string, string][] {
  const names = besideCode(folder, (found) => fs.readdirSync(found)).sort();
  return names.map((name) => [name, packagedFile(folder, name)]);
}

function besideCode<T>(file: string, read: (file: string) => T): T {
  try {
    return read(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const what = `pulumi-jenkins-docker reads ${path.basename(file)} beside its code, and there is no ${file}`;
    const fix =
      "A bundler takes the code alone. Mark the package as external, e.g. esbuild --external:pulumi-jenkins-docker";
    throw new Error(`${what}. ${fix}`, { cause: error });
  }
}
