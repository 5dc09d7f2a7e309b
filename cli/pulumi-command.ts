/** `pulumi ...`: any command of Pulumi, with the state and passphrase of stack local. */
import { localStack, stackEnvironment } from "./local-stack";
import { projectFolder } from "./project";
import { run } from "./run";

/** @example npm run pulumi -- stack output adminPassword --show-secrets */
export async function passOn(words: string[]): Promise<number> {
  const project = projectFolder();
  return run("pulumi", words, { cwd: project, env: { ...stackEnvironment(project, localStack), PULUMI_STACK: localStack } });
}
