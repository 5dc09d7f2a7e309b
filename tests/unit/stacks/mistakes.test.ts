import { expect } from "chai";
import { mistakes as first } from "./mistakes";
import { moreMistakes } from "./more-mistakes";
import { said } from "./said";

const mistakes = [...first, ...moreMistakes];

describe("a mistake in a stack's config", () => {
  for (const [texts, problems] of mistakes) {
    it(`is told: ${problems[0] ?? ""}`, () => {
      expect(said(texts)).to.deep.equal(problems);
    });
  }

  it("is one of many, none of them tried twice", () => {
    const texts = mistakes.map(([given]) => JSON.stringify(given));
    expect(new Set(texts).size).to.equal(mistakes.length).and.to.be.at.least(60);
  });
});
