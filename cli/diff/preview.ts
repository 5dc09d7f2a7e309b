/** Makes a preview of a stack, as JSON. */
import { CommandError } from "../say";
import { readyLocalStack, stackNamed } from "../stack";
import { errorsOf } from "./steps";

/** Asked for JSON, Pulumi says there, too, why it failed. @throws CommandError with that */
export async function previewOf(name: string): Promise<string> {
  const stack = stackNamed(name);
  if (stack.local) await readyLocalStack(stack.project); // so that one can look before the first up
  try {
    return await stack.capture(["preview", "--json", "--non-interactive"]);
  } catch (error) {
    const errors = error instanceof CommandError && error.output ? errorsOf(error.output) : [];
    throw errors.length > 0 ? new CommandError(errors.join("\n")) : error;
  }
}
