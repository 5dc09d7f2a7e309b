/** `status`: how a stack is, on one screen, for people and for monitoring. */
import { counted, meaningOfSteps } from "./diff/markdown";
import { previewOf } from "./diff/preview";
import { previewed } from "./diff/steps";
import { localStack } from "./local-stack";
import { CommandError, options } from "./say";
import { controllerOf, EngineAway } from "./stack-controller";
import { problemsIn, screen, type Status } from "./status/facts";
import { statusOf, withoutEngine } from "./status/gather";

/** Gives the exit status: 1 where something is wrong. */
export async function status(words: string[]): Promise<number> {
  const given = options(words, {
    stack: { type: "string", default: localStack },
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
  });
  const facts = await factsOf(given.stack);
  if (!given.quick) facts.up = await whatAnUpWouldDo(given.stack);
  const now = new Date();
  const problems = problemsIn(facts, now);
  console.log(given.json ? JSON.stringify({ ...facts, problems }, undefined, 2) : screen(facts, now));
  return problems.length > 0 ? 1 : 0;
}

/** An engine that is away is a part of the status, not its end. */
async function factsOf(stack: string): Promise<Status> {
  try {
    return await statusOf(stack, await controllerOf(stack));
  } catch (error) {
    if (!(error instanceof EngineAway)) throw error;
    return withoutEngine(stack, error);
  }
}

/** A preview that fails is a part of the status, not its end. */
async function whatAnUpWouldDo(stack: string): Promise<Required<Status>["up"]> {
  try {
    const { steps } = previewed(await previewOf(stack));
    return { summary: counted(steps), effects: meaningOfSteps(steps).map(({ text }) => text) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { summary: `would fail: ${error.message}`, effects: [] };
  }
}
