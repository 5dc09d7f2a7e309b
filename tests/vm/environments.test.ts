/** The environments that stand in stacks/, as they are but for the testbed's addresses: previews, and what the policies say. */
import { expect } from "chai";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { repository, saidWhenFailing, TestStack } from "../engine/support/stack";
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
        expect(first.changes).not.to.be.empty;
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

/** Mirrors that no compression makes short. */
const manyMirrors = Array.from({ length: 600 }, (_, index) => {
  const name = createHash("sha256").update(String(index)).digest("hex").slice(0, 60);
  return `https://${name}.example.org`;
});

describe("what AWS does not know, or does not take", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create("asked");
  });
  after(() => stack.cleanUp());

  const aws = { allowedCidrs: ["10.0.0.0/8"] };
  for (const [what, block, says] of [
    [
      "a user-data that is too long, before there is a disk",
      { registryMirrors: manyMirrors },
      /user-data +has \d+ bytes with these settings, and EC2 takes 16384\. .* \[JD208\]/,
    ],
    [
      "an instance type",
      { instanceType: "t3.lage" },
      /aws\.instanceType +is not an instance type of this region\. .*\[t3\.lage\]\) +\[JD206\]/,
    ],
    [
      "a subnet",
      { subnetId: "subnet-0123456789abcdef0" },
      /aws\.subnetId +"subnet-0123456789abcdef0" is not in this account and region \(InvalidSubnetID.*\) +\[JD212\]/,
    ],
  ] as const) {
    it(`is a mistake like any other: ${what}`, async () => {
      const said = await saidWhenFailing(() => stack.preview({ host: "aws", aws: { ...aws, ...block } }));
      expect(said).to.match(says);
      expect(said, "a stack trace").not.to.match(/^ +at .*node_modules\/@pulumi\/runtime/m);
    });
  }

  it("is a mistake of a fleet, too, before there is a key", async () => {
    const fleets = [{ name: "large", registryMirrors: manyMirrors }];
    const said = await saidWhenFailing(() => stack.preview({ host: "aws", aws, fleets }));
    expect(said).to.match(/AwsAgentFleet fleet-large[^]*user-data +has \d+ bytes .* \[JD208\]/);
  });
});
