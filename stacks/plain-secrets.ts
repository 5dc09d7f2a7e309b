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

/** Paths of secrets that stand in clear, as `pulumi config set --path` takes them. Of a stack whose settings are elsewhere, none. */
export function plainSecrets(root: string, project: string, stack: string): string[] {
  return inClear(project, settingsOf(root, stack)?.config ?? {});
}

/**
 * Whether a part of a setting that Pulumi calls a secret was set with --secret. Where the stack's file has no secret in it, the setting comes from
 * elsewhere, and every part of it may be the one.
 * @example isEncryptedPart(root, "acme", "prod", ["jenkins", "casc"])
 */
export function isEncryptedPart(root: string, project: string, stack: string, [top = "", ...keys]: string[]): boolean {
  const { config = {}, environment } = settingsOf(root, stack) ?? {};
  const whole = config[`${project}:${top}`] ?? config[top];
  // Of Pulumi ESC, or of another file: nobody here knows which part it is.
  if (environment !== undefined || !hasEncrypted(whole)) return true;
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

/** What is read of a stack's settings. */
interface Settings {
  config?: Record<string, unknown>;
  /** Environments of Pulumi ESC, whose config is merged with this one. */
  environment?: unknown;
}

/** A stack's settings as its file has them; undefined where they are elsewhere. */
function settingsOf(root: string, stack: string): Settings | undefined {
  const file = ["stacks", "."].map((folder) => path.join(root, folder, `Pulumi.${stack}.yaml`)).find(fs.existsSync);
  if (file === undefined) return undefined;
  return (parse(fs.readFileSync(file, "utf8")) as Settings | null) ?? {};
}

/** The paths of secrets that stand in clear in a file's `config`. Pure. */
export function inClear(project: string, config: Record<string, unknown>): string[] {
  const found = places.flatMap(([top = "", ...below]) =>
    foundAt(config[`${project}:${top}`] ?? config[top], below, top),
  );
  // Some of restic's variables are no secrets: regions, users, known hosts.
  return found.filter((at) => !at.startsWith("jenkins.backup.credentials.") || /SECRET|PASSWORD|TOKEN|KEY$/.test(at));
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
