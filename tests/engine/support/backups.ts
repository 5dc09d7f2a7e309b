/** Stacks with backups. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Config, TestStack } from "./stack";

/** The secrets of the backups, as they are set. */
export const password = "a password's $text #1";
export const key = "the key of the storage";

/** A folder of this machine for a repository. */
export function repositoryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), "backups-"));
}

/** Has a stack back up, its secrets set as a user sets them. No backup is made by itself. */
export async function configureBackups(
  stack: TestStack,
  repository: string,
  more: { backup?: Config; jenkins?: Config; password?: string; of?: Config } = {},
): Promise<void> {
  const backup = { repository, schedule: "0 2 29 2 *", ...more.backup };
  stack.configure({ access: "dood", ...more.of, jenkins: { backup, ...more.jenkins } });
  await stack.configureSecret("jenkins.backup.password", more.password ?? password);
  await stack.configureSecret("jenkins.backup.credentials.AWS_SECRET_ACCESS_KEY", key);
}

/** Brings such a stack up: what that said. */
export async function withBackups(...of: Parameters<typeof configureBackups>): Promise<string> {
  await configureBackups(...of);
  return of[0].up();
}
