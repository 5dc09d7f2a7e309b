import { expect } from "chai";
import { failureLine } from "../../runner/failure-line";

describe("the line of a test that failed", () => {
  it("is its title and why, on one line", () => {
    expect(failureLine("a stack comes up", "expected 1\n  to equal 2\n")).to.equal(
      "a stack comes up: expected 1 to equal 2",
    );
  });

  it("has the beginning and the end of a long reason", () => {
    const line = failureLine("a stack comes up", `code: -2 ${"updating ".repeat(1000)}error: no space left [JD407]`);
    expect(line).to.match(/^a stack comes up: code: -2 updating .* \[…\] .*error: no space left \[JD407\]$/);
    expect(line.length).to.be.lessThan(1300);
  });
});
