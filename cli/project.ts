/** The project that a command works on. */
import * as fs from "node:fs";
import * as path from "node:path";
import { CommandError } from "./say";

/** The nearest folder, from this one up, that holds a Pulumi.yaml. */
export function projectFolder(from = process.cwd()): string {
  if (fs.existsSync(path.join(from, "Pulumi.yaml"))) return from;
  const above = path.dirname(from);
  if (above === from)
    throw new CommandError("there is no Pulumi.yaml here or in a folder above. Go to your project first");
  return projectFolder(above);
}
