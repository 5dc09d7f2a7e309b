import { expect } from "chai";
import { problemCodes, type ProblemCode } from "../../../../components/text/problem-codes";
import { expectInDocs } from "../../support/recorded-table";

describe("the codes of problems", () => {
  it("say by their first digit where they belong", () => {
    for (const code of Object.keys(problemCodes) as ProblemCode[]) expect(code).to.match(/^JD[1-4]\d\d$/);
  });

  it("are all on the page of errors, with cause and fix", () => {
    const rows = Object.entries(problemCodes).map(([code, { title, cause, fix }]) => [
      `<a id="${code}"></a>${code}`,
      title,
      cause,
      fix,
    ]);
    const head = ["code", "title", "cause", "fix"];
    expectInDocs("docs/errors.md", "tests/unit/components/text/problem-codes.test.ts", [head, ...rows]);
  });

  it("fit into a table: no cell has over 120 characters", () => {
    const cells = Object.values(problemCodes).flatMap(({ title, cause, fix }) => [title, cause, fix]);
    expect(cells.filter((cell) => cell.length > 120)).to.deep.equal([]);
  });
});
