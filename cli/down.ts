/** `down`: takes a stack down, with all that it made but what it was told to keep. */
import { keptOnDestroy } from "./kept-home";
import { localStack } from "./local-stack";
import { runWithProgress } from "./progress/run-with-progress";
import { options, say } from "./say";
import { readyLocalStack, stackNamed } from "./stack";

/** Gives the exit status. */
export async function down(words: string[]): Promise<number> {
  const { stack: name, verbose } = options(words, {
    stack: { type: "string", default: localStack },
    verbose: { type: "boolean", default: false },
  });
  const stack = stackNamed(name);
  if (stack.local) await readyLocalStack(stack.project);
  const exported = await stack.capture(["stack", "export"]);
  const kept = keptOnDestroy(exported);
  const status = stack.local
    ? await runWithProgress(stack, "destroy", { verbose, exported })
    : await stack.run(["destroy"]);
  if (status === 0)
    kept.forEach((line) => {
      say(`Kept: ${line}`);
    });
  return status;
}
