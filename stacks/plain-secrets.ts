/** Secrets that stand in a stack's settings in clear: Pulumi tells a program of whole keys only, so the file is read. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { isMapping } from "../components/text/validation";

/** Where a config has secrets: keys one after the other, `*` for any. */
const places = [
  ["secrets", "*"],
  ["registries", "*", "password"],
  ["existing", "clientKey"],
  ["remote", "endpoint", "clientKey"],
  ["remote", "pool", "*", "endpoint", "clientKey"],
];

/** Their paths, as `pulumi config set --path` takes them. Of a stack whose settings are elsewhere, none. */
export function plainSecrets(root: string, project: string, stack: string): string[] {
  const file = ["stacks", "."].map((folder) => path.join(root, folder, `Pulumi.${stack}.yaml`)).find(fs.existsSync);
  if (file === undefined) return [];
  const settings = parse(fs.readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  return inClear(project, settings?.config ?? {});
}

/** The same of the settings' `config`. Pure. */
export function inClear(project: string, config: Record<string, unknown>): string[] {
  return places.flatMap(([top = "", ...below]) => foundAt(config[`${project}:${top}`] ?? config[top], below, top));
}

function foundAt(value: unknown, keys: string[], at: string): string[] {
  if (value === undefined || value === null || isEncrypted(value)) return [];
  const [key, ...below] = keys;
  if (key === undefined) return [at];
  if (Array.isArray(value))
    return value.flatMap((one: unknown, index) => foundAt(one, below, `${at}[${String(index)}]`));
  if (!isMapping(value)) return [];
  const chosen = key === "*" ? Object.keys(value) : [key];
  return chosen.flatMap((one) => foundAt(value[one], below, `${at}.${one}`));
}

/** `{ secure: v1:… }`, which Pulumi writes for a secret. */
function isEncrypted(value: unknown): boolean {
  return isMapping(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}
