/** The projects of examples/ on AWS: installed from the packed package, compiled, and previewed against the testbed's account. */
import { expect } from "chai";
import { Example } from "../engine/support/example";
import { packedForSuite } from "../engine/support/packed";

describe("examples/ on AWS", () => {
  const tarball = packedForSuite();

  // The stack controller needs the output of a build host that runs: vm/long/remote has two stacks of that kind.
  const zone = { zone: `${process.env.AWS_REGION ?? ""}a` };
  const projects: { name: string; config: Record<string, string>; previews: boolean }[] = [
    { name: "vpc", config: zone, previews: true },
    { name: "two-stacks/build-host", config: {}, previews: true },
    { name: "two-stacks/controller", config: {}, previews: false },
  ];
  for (const { name, config, previews } of projects) {
    describe(name, () => {
      let example: Example;
      before(async () => {
        example = await Example.create(name);
        await example.install("npm", tarball());
        await example.configure({ "allowedCidrs[0]": "203.0.113.0/24", ...config });
      });
      after(() => example.cleanUp());

      it("has no mistake in its types", async () => {
        expect(await example.run("node_modules/.bin/tsc", ["-p", "."])).to.equal("");
      });

      if (previews)
        it("previews a VM", async () => {
          const text = await example.run("pulumi", ["preview", "--non-interactive"]);
          expect(text).to.match(/aws:ec2:Instance \w+ create/);
          expect(text).not.to.match(/\berror:/);
        });
    });
  }
});
