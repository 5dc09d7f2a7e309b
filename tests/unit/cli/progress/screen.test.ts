import { expect } from "chai";
import { type Output, screen } from "../../../../cli/progress/screen";

/** What is written to a screen: a line that does not move, and then a second of what goes on. */
async function written(output: Omit<Output, "write">, milliseconds: number): Promise<string[]> {
  const texts: string[] = [];
  const { printLine, close } = screen(
    { ...output, write: (text) => texts.push(text) },
    () => "3 done: making container jenkins",
  );
  printLine("a note");
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  close();
  return texts;
}

describe("the screen of a run", () => {
  const clear = "\r\u001b[K";

  it("is one line that moves, on a terminal, no longer than that is wide", async () => {
    const [note, first, second, ...rest] = await written({ isTTY: true, columns: 30 }, 1100);
    expect([note, first, second]).to.deep.equal([
      `${clear}a note\n`,
      `${clear}0 s, 3 done: making container`,
      `${clear}1 s, 3 done: making container`,
    ]);
    expect(rest).to.deep.equal([clear]);
  });

  it("is as wide as terminals are where this one does not say it", async () => {
    expect((await written({ isTTY: true, columns: 0 }, 10))[1]).to.equal(
      `${clear}0 s, 3 done: making container jenkins`,
    );
  });

  it("is lines, and none that moves, where there is no terminal", async () => {
    expect(await written({}, 10)).to.deep.equal(["a note\n"]);
  });
});
