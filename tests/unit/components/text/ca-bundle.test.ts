import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { caBuildArgs } from "../../../../components/text/ca-bundle";
import { certificatesOf } from "../../../../components/text/pem";
import { certificate } from "../../support/pems";
import { said } from "../../support/stack-config";

/** So many bytes of certificates, or a little less. */
const bundleOf = (bytes: number) => `# ours\n${certificate}`.repeat(Math.floor(bytes / (certificate.length + 7)));
const values = (args: Record<string, string>) => Object.values(args);

describe("a company's CAs", () => {
  it("are one build argument as they are, where they are not long", () => {
    expect(caBuildArgs(bundleOf(99_000))).to.deep.equal({ CA_BUNDLE: bundleOf(99_000) });
  });

  it("are several, none of them too long for Linux, where they are: each certificate whole, and none lost", () => {
    const bundle = bundleOf(330_000);
    const args = caBuildArgs(bundle);
    expect(Object.keys(args)).to.deep.equal(["CA_BUNDLE", "CA_BUNDLE_2", "CA_BUNDLE_3", "CA_BUNDLE_4"]);
    for (const value of values(args)) expect(value.length).to.be.below(100 * 1024);
    expect(values(args).flatMap(certificatesOf)).to.deep.equal(certificatesOf(bundle));
  });

  for (const folder of ["agents/context", "controller/image/context"]) {
    it(`are all read by the Dockerfile in ${folder}`, () => {
      const file = path.join(__dirname, "../../../../components/jenkins", folder, "Dockerfile");
      const dockerfile = fs.readFileSync(file, "utf8");
      const names = Object.keys(caBuildArgs(bundleOf(360_000)));
      for (const name of names) expect(dockerfile).to.match(new RegExp(`^ARG ${name}$`, "m"));
      expect(dockerfile).to.contain(names.map((name) => `"$${name}"`).join(" "));
    });
  }

  it("are not more than a build can be given", () => {
    expect(said({ caBundle: bundleOf(360_000) })).to.deep.equal([]);
    expect(said({ caBundle: bundleOf(420_000) })).to.have.length(1);
    expect(said({ caBundle: bundleOf(420_000) })[0]).to.match(
      /^JD202 caBundle: has \d+ KiB of certificates, and some 360 KiB can be given to the build of an image\. Leave out/,
    );
  });
});
