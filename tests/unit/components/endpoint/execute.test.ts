import { expect } from "chai";
import { printable } from "../../../../components/endpoint/execute";

describe("what a container prints", () => {
  it("is told without control characters, which a build could write", () => {
    expect(printable("one\r\n\u001b[2Jtwo\u0007 – drei\u009b31m")).to.equal("one\n[2Jtwo – drei31m");
  });

  it("is no command for a CI system", () => {
    expect(printable("a :: b\n  ::error file=a::b\nx ##[add-mask]y\n##vso[task]z")).to.equal(
      "a :: b\n  | ::error file=a::b\nx # #[add-mask]y\n# #vso[task]z",
    );
  });
});
