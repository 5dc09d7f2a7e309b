import { expect } from "chai";
import { mock } from "node:test";
import { type Output, screen } from "../../../../cli/progress/screen";

/** What is written to a screen: a line that does not move, and then a second of what goes on. */
function written(output: Omit<Output, "write">, milliseconds: number): string[] {
  const texts: string[] = [];
  const { printLine, close } = screen(
    { ...output, write: (text) => texts.push(text) },
    () => "3 done: making container jenkins",
  );
  printLine("a note");
  mock.timers.tick(milliseconds);
  close();
  return texts;
}

describe("the screen of a run", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "Date"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });
  const clear = "\r\u001b[K";

  it("is one line that moves, on a terminal, no longer than that is wide", () => {
    const [note, first, second, ...rest] = written({ isTTY: true, columns: 30 }, 1100);
    expect([note, first, second]).to.deep.equal([
      `${clear}a note\n`,
      `${clear}0 s, 3 done: making container`,
      `${clear}1 s, 3 done: making container`,
    ]);
    expect(rest).to.deep.equal([clear]);
  });

  it("is as wide as terminals are where this one does not say it", () => {
    expect(written({ isTTY: true, columns: 0 }, 10)[1]).to.equal(`${clear}0 s, 3 done: making container jenkins`);
  });

  it("is lines, and none that moves, where there is no terminal", () => {
    expect(written({}, 10)).to.deep.equal(["a note\n"]);
  });
});
