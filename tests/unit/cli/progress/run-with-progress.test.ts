import { expect } from "chai";
import { runWithProgress } from "../../../../cli/progress/run-with-progress";
import type { Stack } from "../../../../cli/stack";

const of = (lines: string[], status: number) => {
  const ran: string[][] = [];
  const stack = {
    capture: () => Promise.resolve('{"deployment":null}'),
    lines: (words: string[], take: (line: string) => void) => {
      ran.push(words);
      lines.forEach(take);
      return Promise.resolve(status);
    },
    run: (words: string[]) => {
      ran.push(words);
      return Promise.resolve(status);
    },
  };
  return { stack: stack as unknown as Stack, ran };
};

describe("an up that asks nothing", () => {
  it("shows what its events tell, and what is no event as it is", async () => {
    const said = { sequence: 1, diagnosticEvent: { severity: "warning", message: "old" } };
    const { stack, ran } = of([JSON.stringify(said), "a plain line", "{}"], 3);
    const texts: string[] = [];
    expect(
      await runWithProgress(stack, "up", { verbose: false, output: { write: (text) => texts.push(text) } }),
    ).to.equal(3);
    expect(texts).to.deep.equal(["warning: old\n", "a plain line\n", "{}\n"]);
    expect(ran).to.deep.equal([["up", "--yes", "--skip-preview", "--non-interactive", "--json"]]);
  });

  it("leaves the terminal to Pulumi where its own output is asked for", async () => {
    const { stack, ran } = of([], 0);
    expect(await runWithProgress(stack, "destroy", { verbose: true })).to.equal(0);
    expect(ran).to.deep.equal([["destroy", "--yes", "--skip-preview", "--non-interactive"]]);
  });
});
