/** What started this process, where that was Pulumi's language host. */

/**
 * `run` for a program, `run-plugin` for these components as a provider of other languages; undefined in somebody else's process,
 * as an inline program of the Automation API. [pulumi-language-nodejs: Run, RunPlugin]
 */
export function languageHost(): "run" | "run-plugin" | undefined {
  const started = /[/\\]cmd[/\\](run|run-plugin)[/\\]/.exec(require.main?.filename ?? "");
  return started?.[1] as "run" | "run-plugin" | undefined;
}
