/** Stack "local": its state and its passphrase are in the project's folder, so that it needs no account and no set-up. */
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { say } from "./say";

export const localStack = "local";

/** Where its state is, in the project's folder. Not for version control. */
export const stateFolder = ".local";

/**
 * State in a folder, without a file of attributes beside each. Pulumi replaces the state file in one step, but not the file of attributes.
 * A run that is killed in between leaves a stack that cannot be read ("failed to load checkpoint: EOF").
 * [gocloud.dev/blob/fileblob: URLOpener, "metadata"; setAttrs]
 */
export function localBackend(folder: string): string {
  return `${pathToFileURL(folder).href}?metadata=skip`; // the name of a folder may be c# or 100%
}

/** The settings of stack local: a person's own, and not under version control. */
export function localSettings(project: string): string {
  return path.join(project, "stacks", `Pulumi.${localStack}.yaml`);
}

/** Makes the settings of the local stack, in a clone that has none yet. */
function makeSettings(project: string): void {
  const template = path.join(project, "stacks/local.yaml");
  const settings = localSettings(project);
  if (fs.existsSync(template) && !fs.existsSync(settings)) fs.copyFileSync(template, settings);
}

/** The environment of Pulumi for stack local: state in the project's folder, a generated passphrase. Its settings are there then. */
export function localEnvironment(project: string): NodeJS.ProcessEnv {
  makeSettings(project);
  const folder = path.join(project, stateFolder);
  const state = path.join(folder, "state");
  fs.mkdirSync(state, { recursive: true, mode: 0o700 });
  const passphrase = path.join(folder, "passphrase");
  if (!fs.existsSync(passphrase)) fs.writeFileSync(passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return {
    ...process.env,
    PULUMI_BACKEND_URL: localBackend(state),
    PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    PULUMI_CONFIG_PASSPHRASE: undefined,
    // The salt of the secrets stays in the state: withoutSalt says why.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
  };
}

/**
 * Runs something that may write the salt of the generated passphrase into the stack's settings, and takes it out again. Settings outlive
 * the passphrase: people copy them to another clone, or delete `.local/`. There the salt would fit nothing. The state has it, too, and is
 * where Pulumi then takes it from.
 */
export async function withoutSalt<T>(project: string, action: () => Promise<T>): Promise<T> {
  const settings = localSettings(project);
  const strip = () => {
    if (!fs.existsSync(settings)) return;
    const text = fs.readFileSync(settings, "utf8");
    const stripped = text.replace(/^encryptionsalt:.*\n?/m, "");
    if (stripped !== text) fs.writeFileSync(settings, stripped);
  };
  strip(); // removes the salt of another clone
  try {
    return await action();
  } finally {
    strip();
  }
}

/** Removes locks of killed runs, with a word. Pulumi keeps to a lock until somebody runs `pulumi cancel`. */
export function clearStaleLocks(project: string): void {
  for (const lock of staleLocks(path.join(project, stateFolder, "state"))) {
    say(`An earlier run was killed (process ${String(lock.pid)}); its lock of the stack is removed.`);
    fs.rmSync(lock.file);
  }
}

interface Lock {
  file: string;
  pid: number;
}

/** Locks of processes of this machine that are gone. */
function staleLocks(state: string): Lock[] {
  const folder = path.join(state, ".pulumi/locks");
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const { pid, hostname } = JSON.parse(fs.readFileSync(file, "utf8")) as { pid: number; hostname: string };
      return hostname === os.hostname() && gone(pid) ? [{ file, pid }] : [];
    });
}

function gone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
