/** A stack, as commands use it: Pulumi's own, with the right state and passphrase. */
import { clearStaleLocks, localEnvironment, localStack, withoutSalt } from "./local-stack";
import { projectFolder } from "./project";
import { capture, lines, run } from "./run";
import { changeSettings, type SettingsChange } from "./settings-file";

/** Pulumi, for one stack of the project of the current folder. */
export interface Stack {
  project: string;
  /** Whether it is stack local: its commands ask nothing, and its state needs no set-up. */
  local: boolean;
  /** Runs a command of Pulumi in the terminal; gives its exit status. */
  run(words: string[]): Promise<number>;
  /** Runs a command of Pulumi for what it prints. */
  capture(words: string[]): Promise<string>;
  /** Runs a command of Pulumi for the lines that it prints, as they come; gives its exit status. */
  lines(words: string[], take: (line: string) => void): Promise<number>;
  /** Changes its settings, all at once. */
  change(settings: SettingsChange): void;
}

/**
 * The stack of a name. Only "local" gets the generated passphrase and the state in the folder; any other uses the
 * backend and the secrets provider of its user.
 */
export function stackNamed(name: string): Stack {
  const project = projectFolder();
  const local = name === localStack;
  const options = { cwd: project, env: local ? localEnvironment(project) : process.env };
  const clean = <T>(action: () => Promise<T>) => (local ? withoutSalt(project, action) : action());
  const on = (words: string[]) => [...words, "--stack", name];
  return {
    project,
    local,
    run: (words) => clean(() => run("pulumi", on(words), options)),
    capture: async (words) => (await clean(() => capture("pulumi", on(words), options))).output,
    lines: (words, take) => clean(() => lines("pulumi", on(words), take, options)),
    change: (settings) => {
      changeSettings(project, name, settings);
    },
  };
}

/** Makes stack local where it is not there yet, and clears what a killed run left. */
export async function readyLocalStack(project: string): Promise<void> {
  const options = { cwd: project, env: localEnvironment(project) };
  const { output } = await capture("pulumi", ["stack", "ls", "--json"], options);
  const stacks = JSON.parse(output) as { name: string }[];
  if (!stacks.some(({ name }) => name === localStack)) {
    await withoutSalt(project, () => capture("pulumi", ["stack", "init", localStack], options));
  }
  clearStaleLocks(project);
}
