/** Makes a preview of a stack, as JSON. */
import { CommandError } from "../say";
import { stackNamed } from "../stack";
import { errorsOf } from "./steps";

/** Asked for JSON, Pulumi says there, too, why it failed. @throws CommandError with that */
export async function previewOf(name: string): Promise<string> {
  try {
    return await stackNamed(name).capture(["preview", "--json", "--non-interactive"]);
  } catch (error) {
    const errors = error instanceof CommandError && error.output ? errorsOf(error.output) : [];
    throw errors.length > 0 ? new CommandError(errors.join("\n")) : error;
  }
}
