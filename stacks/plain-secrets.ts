/** Secrets that stand in a stack's settings in clear: Pulumi tells a program of whole keys only, so the file is read. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { isMapping } from "../components/text/validation";

/** Where a config has secrets: keys one after the other, `*` for any. */
const places = [
  ["secrets", "*"],
  ["jenkins", "backup", "password"],
  ["jenkins", "backup", "credentials", "*"],
  ["registries", "*", "password"],
  ["existing", "clientKey"],
  ["remote", "endpoint", "clientKey"],
  ["remote", "pool", "*", "endpoint", "clientKey"],
];

/** Their paths, as `pulumi config set --path` takes them. Of a stack whose settings are elsewhere, none. */
export function plainSecrets(root: string, project: string, stack: string): string[] {
  return inClear(project, settingsOf(root, stack) ?? {});
}

/**
 * Whether a part of a setting was set with --secret. Where the stack's settings are elsewhere, every part of it may have been.
 * @example isEncryptedPart(root, "acme", "prod", ["jenkins", "casc"])
 */
export function isEncryptedPart(root: string, project: string, stack: string, [top = "", ...keys]: string[]): boolean {
  const config = settingsOf(root, stack);
  if (config === undefined) return true;
  const whole = config[`${project}:${top}`] ?? config[top];
  const steps = keys.map((_, index) => keys.slice(0, index + 1).reduce(within, whole));
  return [whole, ...steps].some(isEncrypted) || hasEncrypted(steps.at(-1) ?? whole);
}

function within(value: unknown, key: string): unknown {
  return isMapping(value) ? value[key] : undefined;
}

function hasEncrypted(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  return (Array.isArray(value) || isMapping(value)) && Object.values(value).some(hasEncrypted);
}

/** A stack's config as its file has it; undefined where it is elsewhere. */
function settingsOf(root: string, stack: string): Record<string, unknown> | undefined {
  const file = ["stacks", "."].map((folder) => path.join(root, folder, `Pulumi.${stack}.yaml`)).find(fs.existsSync);
  if (file === undefined) return undefined;
  const settings = parse(fs.readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  return settings?.config ?? {};
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
