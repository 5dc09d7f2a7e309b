/** `down`: takes a stack down, with all that it made. */
import { localStack } from "./local-stack";
import { options } from "./say";
import { readyLocalStack, stackNamed } from "./stack";

/** Gives the exit status. */
export async function down(words: string[]): Promise<number> {
  const { stack: name } = options(words, { stack: { type: "string", default: localStack } });
  const stack = stackNamed(name);
  if (!stack.local) return stack.run(["destroy"]);
  await readyLocalStack(stack.project);
  return stack.run(["destroy", "--yes", "--skip-preview", "--non-interactive"]);
}
