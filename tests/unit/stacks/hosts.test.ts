import { expect } from "chai";
import { hasShell } from "../../../stacks/hosts";

describe("a VM", () => {
  it("has a shell by Session Manager, but for Debian", () => {
    expect([undefined, {}, { image: "ubuntu-24.04" as const }].map(hasShell)).to.deep.equal([true, true, true]);
    expect(hasShell({ image: "debian-13" })).to.equal(false);
  });
});
