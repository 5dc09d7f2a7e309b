import { expect } from "chai";
import { printedLines } from "../../../../cli/backup/lines";

describe("lines that a container prints", () => {
  it("are printed once they are whole, and mean nothing to a terminal or to CI", () => {
    const printed: string[] = [];
    const take = printedLines((line) => printed.push(line));
    for (const piece of ["one\ntw", "o\n::set-", "output name=x\n\u001b[2Jerased\nrest"]) take(piece);
    expect(printed).to.deep.equal(["one", "two", "| ::set-output name=x", "[2Jerased"]);
  });
});
