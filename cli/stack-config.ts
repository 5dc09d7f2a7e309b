/** A stack's config, as commands read it. */
import type { Stack } from "./stack";
import { withCaBundleOfFile } from "../stacks/ca-bundle-file";
import { ownKeys, stackConfig, type StackConfig } from "../stacks/config";

/**
 * A stack's config, checked.
 * @param settings what `pulumi config --json --show-secrets` prints
 * @param folder the project's, which the path of a CA bundle starts from
 */
export function configOf(stack: string, settings: string, folder: string): StackConfig {
  const entries = Object.entries(JSON.parse(settings) as Record<string, { value: string }>);
  const texts = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  return stackConfig(stack, withCaBundleOfFile(ownKeys("pulumi-jenkins-docker", texts), folder));
}

/** {@link configOf}, of a stack of this project. */
export async function configOfStack(name: string, stack: Stack): Promise<StackConfig> {
  return configOf(name, await stack.capture(["config", "--json", "--show-secrets"]), stack.project);
}
