import { expect } from "chai";
import { cpusInState } from "../../../../components/docker/container";

describe("a limit of CPUs", () => {
  for (const [cpus, text] of [
    [1, "1.0"],
    [2, "2.0"],
    [1.5, "1.5"],
    [0.1, "0.1"],
    [0.25, "0.25"],
    [1.05, "1.05"],
    [10, "10."], // so does the provider
    [100.5, "100.5"],
  ] as const) {
    it(`of ${String(cpus)} is written ${text}, as the provider reads it back`, () => {
      expect(cpusInState(cpus)).to.equal(text);
    });
  }
});
