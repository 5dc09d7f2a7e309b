/** Runs `pulumi up` or `destroy` for a person: what goes on in one line, what has to be known in lines, and a total. */
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Stack } from "../stack";
import { type Output, screen } from "./screen";
import { RunProgress } from "./run-progress";

/** What Pulumi is told so that it asks nothing. */
const asksNothing = ["--yes", "--skip-preview", "--non-interactive"];

/**
 * Runs it, and asks nothing.
 * @param verbose whether Pulumi's own output is shown instead
 * @param exported what `pulumi stack export` prints, where somebody has asked for it already
 * @returns the exit status
 */
export async function runWithProgress(
  stack: Stack,
  command: "up" | "destroy",
  { verbose, exported, output = process.stderr }: { verbose: boolean; exported?: string; output?: Output },
): Promise<number> {
  if (verbose) return stack.run([command, ...asksNothing]);
  const { deployment } = JSON.parse(exported ?? (await stack.capture(["stack", "export"]))) as {
    deployment: { resources?: unknown[] } | null;
  };
  const run = new RunProgress(deployment?.resources?.length);
  const { printLine, close } = screen(output, () => run.now);
  // The terminal interrupts Pulumi, too.
  let times = 0;
  const interrupted = () => {
    times += 1;
    printLine(times === 1 ? "interrupted: Pulumi stops. Once more ends it at once, whatever it does" : "ended");
  };
  process.on("SIGINT", interrupted);
  try {
    return await stack.lines([command, ...asksNothing, "--json"], (line) => {
      const event = eventOf(line);
      for (const one of event === undefined ? [line] : run.take(event)) printLine(one);
    });
  } finally {
    process.removeListener("SIGINT", interrupted);
    close();
  }
}

/** An event, if the line is one. */
function eventOf(line: string): EngineEvent | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === "object" && parsed !== null && "sequence" in parsed ? (parsed as EngineEvent) : undefined;
  } catch {
    return undefined;
  }
}
