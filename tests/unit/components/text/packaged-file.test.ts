import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { packagedFile, packagedFolder } from "../../../../components/text/packaged-file";

describe("a file beside the code", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "packaged-"));
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is read, by itself or with all of its folder in the order of names", () => {
    fs.writeFileSync(path.join(folder, "b.sh"), "second");
    fs.writeFileSync(path.join(folder, "a.sh"), "first");
    expect(packagedFile(folder, "b.sh")).to.equal("second");
    expect(packagedFolder(folder)).to.deep.equal([
      ["a.sh", "first"],
      ["b.sh", "second"],
    ]);
  });

  it("that is not there is told with its name and what to do", () => {
    const fix =
      /reads none beside its code, and there is no .*none\. A bundler takes the code alone\. Mark the package as external/;
    expect(() => packagedFile(folder, "none")).to.throw(fix);
    expect(() => packagedFolder(path.join(folder, "none"))).to.throw(fix);
  });
});
