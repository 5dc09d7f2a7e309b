/** The environments that stand in stacks/, as they are but for the testbed's addresses: previews, and what the policies say. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { repository, TestStack } from "../engine/support/stack";
import { environment } from "./support/environment";

describe("the environments of stacks/", () => {
  // The exceptions that docs/policies.md explains.
  const shipped = JSON.parse(fs.readFileSync(path.join(repository, "policy/shipped.json"), "utf8")) as object;

  for (const name of ["local", "dev", "staging", "prod"]) {
    describe(name, () => {
      let stack: TestStack;
      before(async () => {
        stack = await TestStack.create(name);
        stack.configure(environment(name));
      });
      after(() => stack.cleanUp());

      it("previews clean, and the same twice", async () => {
        const first = await stack.preview();
        expect(first.text).not.to.match(/\b(warning|error):/);
        expect(first.changes.filter(({ op }) => op !== "create")).to.deep.equal([]);
        expect((await stack.preview()).changes).to.have.deep.members(first.changes);
      });

      it("keeps all policies", async () => {
        const { said, failure } = await stack.checked(path.join(repository, "policy"), shipped);
        expect(said).to.deep.equal([]);
        expect(failure).to.equal(undefined);
      });
    });
  }
});
