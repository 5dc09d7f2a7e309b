import { expect } from "chai";
import { fileURLToPath } from "node:url";
import { localBackend } from "../../../cli/local-stack";

describe("the state of stack local", () => {
  for (const folder of ["/home/me/clone/.local/state", "/home/me/c#sharp/state", "/srv/100% sure? é/state"]) {
    it(`is in ${folder}`, () => {
      const url = localBackend(folder);
      expect(fileURLToPath(url)).to.equal(folder);
      expect([...new URL(url).searchParams]).to.deep.equal([["metadata", "skip"]]);
      expect(new URL(url).hash).to.equal("");
    });
  }
});
