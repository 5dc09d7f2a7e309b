import { expect } from "chai";
import { isSameCode } from "../../runner/code";

describe("the code of a source", () => {
  const source = "/** Adds one. */\nexport function next(one: number): number {\n  return one + 1; // the next\n}\n";

  it("is the same with other comments, and on other lines", () => {
    expect(isSameCode(source, source.replace("Adds one.", "The next number.\n * Default: 1."))).to.equal(true);
    expect(
      isSameCode(source, source.replace(" // the next", "").replace("(one: number)", "(\n  one: number\n)")),
    ).to.equal(true);
  });

  it("is another one with another value, type, name or text", () => {
    expect(isSameCode(source, source.replace("+ 1", "+ 2"))).to.equal(false);
    expect(isSameCode(source, source.replace("): number", "): 1 | number"))).to.equal(false);
    expect(isSameCode(source, source.replace("function next", "function after"))).to.equal(false);
    const script = "const script = `\n# a comment of a shell's\n// another\nrun`;\n";
    expect(isSameCode(script, script.replace("another", "other"))).to.equal(false);
    expect(isSameCode(script, script.replace("# a comment of a shell's\n", ""))).to.equal(false);
    expect(isSameCode('const url = "http://one";', 'const url = "http://two";')).to.equal(false);
  });
});
