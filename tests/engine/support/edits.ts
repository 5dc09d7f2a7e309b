/** An edit of a stack's config: a preview names exactly what changes, the same twice, and the `up` does just that. */
import { expect } from "chai";
import type { Config, TestStack } from "./stack";

/**
 * Previews twice, and brings up. Gives what the previews said.
 * @param expected `op Type name` of each resource, beside the components themselves
 */
export async function expectChanges(stack: TestStack, edited: Config, expected: string[]): Promise<string> {
  const [first, second] = [await previewed(stack, edited), await previewed(stack, edited)];
  const steps = done(await stack.upSteps(edited)); // whatever they said: the next edit goes on from here
  expect(first.lines).to.have.members(expected);
  expect(second.lines).to.deep.equal(first.lines);
  expect(steps).to.have.members(expected);
  return first.text;
}

const component = /^update (Jenkins|AwsDockerHost) /;

/** What a preview names, in an order of its own. */
async function previewed(stack: TestStack, to: Config): Promise<{ lines: string[]; text: string }> {
  const { changes, text } = await stack.preview(to);
  const lines = changes.map(({ op, type, name }) => `${op} ${type.split(":").at(-1) ?? ""} ${name}`);
  return { lines: lines.filter((line) => !component.test(line)).sort(), text };
}

/** The same of an `up`, whose replacements are two steps. */
function done(steps: string[]): string[] {
  const lines = steps.map((step) => step.replace(/^create-replacement /, "replace "));
  return lines.filter((line) => !/^delete-replaced |^update pulumi-|Stack /.test(line) && !component.test(line));
}
