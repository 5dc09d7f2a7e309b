import { expect } from "chai";
import { reloadOption } from "../../../../../components/jenkins/casc/reload-token";

describe("the reload", () => {
  it("hands the token to the JVM in a file of options", () => {
    expect(reloadOption("abc")).to.equal("-Dcasc.reload.token=abc\n");
  });
});
