/** `down`: takes a stack down, with all that it made. */
import { localStack, readyLocalStack, stackEnvironment } from "./local-stack";
import { projectFolder } from "./project";
import { run } from "./run";
import { options } from "./say";

/** Gives the exit status. */
export async function down(words: string[]): Promise<number> {
  const { stack } = options(words, { stack: { type: "string", default: localStack } });
  const project = projectFolder();
  const local = stack === localStack;
  if (local) await readyLocalStack(project);
  const confirmed = local ? ["--yes", "--skip-preview", "--non-interactive"] : [];
  return run("pulumi", ["destroy", "--stack", stack, ...confirmed], { cwd: project, env: stackEnvironment(project, stack) });
}
