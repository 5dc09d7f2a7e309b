/** `down`: takes a stack down, with all that it made but what it was told to keep. */
import { keptOnDestroy } from "./kept-home";
import { localStack } from "./local-stack";
import { options, say } from "./say";
import { readyLocalStack, stackNamed } from "./stack";

/** Gives the exit status. */
export async function down(words: string[]): Promise<number> {
  const { stack: name } = options(words, { stack: { type: "string", default: localStack } });
  const stack = stackNamed(name);
  if (stack.local) await readyLocalStack(stack.project);
  const kept = keptOnDestroy(await stack.capture(["stack", "export"]));
  const unasked = stack.local ? ["--yes", "--skip-preview", "--non-interactive"] : [];
  const status = await stack.run(["destroy", ...unasked]);
  if (status === 0)
    kept.forEach((line) => {
      say(`Kept: ${line}`);
    });
  return status;
}
