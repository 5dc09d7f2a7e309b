/** Stack "local": its state and its passphrase are in the project's folder, so that it needs no account and no set-up. */
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { capture } from "./run";
import { say } from "./say";

export const localStack = "local";

/** Where its state is, in the project's folder. Not for version control. */
export const stateFolder = ".local";

/**
 * The environment of Pulumi for a stack. Only "local" gets the generated passphrase and the state in the folder; any
 * other stack uses the backend and the secrets provider of its user.
 */
export function stackEnvironment(project: string, stack: string): NodeJS.ProcessEnv {
  if (stack !== localStack) return process.env;
  const folder = path.join(project, stateFolder);
  const state = path.join(folder, "state");
  fs.mkdirSync(state, { recursive: true, mode: 0o700 });
  const passphrase = path.join(folder, "passphrase");
  if (!fs.existsSync(passphrase)) fs.writeFileSync(passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    PULUMI_CONFIG_PASSPHRASE: undefined,
    // The salt of the secrets stays in the state; see withoutSalt.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
  };
}

/** Makes the stack where it is not there yet, and clears what a killed `up` left. */
export async function readyLocalStack(project: string): Promise<void> {
  const environment = stackEnvironment(project, localStack);
  const pulumi = (words: string[]) => capture("pulumi", words, { cwd: project, env: environment });
  const settings = path.join(project, "stacks", `Pulumi.${localStack}.yaml`);
  const { output } = await pulumi(["stack", "ls", "--json"]);
  const stacks = JSON.parse(output) as { name: string }[];
  if (!stacks.some(({ name }) => name === localStack)) {
    await withoutSalt(settings, () => pulumi(["stack", "init", localStack]));
  }
  for (const lock of staleLocks(path.join(project, stateFolder, "state"))) {
    say(`An earlier run was killed (process ${String(lock.pid)}); its lock of the stack is removed.`);
    fs.rmSync(lock.file);
  }
}

/**
 * Pulumi writes the salt of the generated passphrase into the stack's settings, which are under version control: in
 * another clone, with another passphrase, it would fit nothing. The state has it, too, so the settings stay as they were.
 */
async function withoutSalt(settings: string, init: () => Promise<unknown>): Promise<void> {
  const before = fs.existsSync(settings) ? fs.readFileSync(settings, "utf8") : undefined;
  const text = before?.replace(/^encryptionsalt:.*\n?/m, "");
  if (text !== before && text !== undefined) fs.writeFileSync(settings, text);
  await init();
  if (text === undefined) fs.rmSync(settings, { force: true });
  else fs.writeFileSync(settings, text);
}

interface Lock {
  file: string;
  pid: number;
}

/** Locks of processes of this machine that are gone. Pulumi keeps to a lock until somebody runs `pulumi cancel`. */
function staleLocks(state: string): Lock[] {
  const folder = path.join(state, ".pulumi/locks");
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const { pid, hostname } = parse(fs.readFileSync(file, "utf8")) as { pid: number; hostname: string };
      return hostname === os.hostname() && !fs.existsSync(`/proc/${String(pid)}`) && gone(pid) ? [{ file, pid }] : [];
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
