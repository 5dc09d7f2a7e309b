import { expect } from "chai";
import { cascLiteral, fromCascLiteral } from "../../../../components/text/casc-literal";

describe("a text in a casc that is no part of it", () => {
  for (const [text, literal] of [
    ["pa$$word", "pa$$word"],
    ["a${b}c", "a^${b}c"],
    ["${", "^${"],
    ["^${b}", "^^${b}"],
    ["${a${b}}", "^${a^${b}}"],
  ] as const) {
    it(`is written so that it arrives: ${text}`, () => {
      expect(cascLiteral(text)).to.equal(literal);
      expect(fromCascLiteral(literal)).to.equal(text);
    });
  }
});
