import { expect } from "chai";
import { installCommands } from "../../../cli/install-docker";

describe("without an engine", () => {
  for (const [release, known] of [
    ['ID=debian\nVERSION_ID="13"\n', true],
    ["NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID="fedora"\n', false],
    [undefined, false],
  ] as const) {
    it(`it ${known ? "can" : "cannot"} install one on ${
      release
        ?.split("\n")
        .find((line) => line.startsWith("ID="))
        ?.slice(3) ?? "an unknown system"
    }`, () => {
      expect(installCommands(release) !== undefined).to.equal(known);
    });
  }
});
