/** `pulumi ...`: any command of Pulumi, with the state and passphrase of stack local. */
import { localEnvironment, localStack, withoutSalt } from "./local-stack";
import { projectFolder } from "./project";
import { run } from "./run";

/** @example npm run -s pulumi -- stack output adminPassword --show-secrets */
export async function passOn(words: string[]): Promise<number> {
  const project = projectFolder();
  const env = { ...localEnvironment(project), PULUMI_STACK: localStack };
  return withoutSalt(project, () => run("pulumi", words, { cwd: project, env }));
}
