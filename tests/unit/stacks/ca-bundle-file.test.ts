import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withCaBundleOfFile } from "../../../stacks/ca-bundle-file";
import { certificate } from "../support/pems";

describe("a stack's CA bundle", () => {
  const others = { access: "dood" };
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bundle-"));
    fs.writeFileSync(path.join(folder, "company.pem"), certificate);
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is what is in the file that it names, from the project's folder or from the root", () => {
    for (const named of ["company.pem", "./company.pem", path.join(folder, "company.pem")])
      expect(withCaBundleOfFile({ ...others, caBundle: named }, folder)).to.deep.equal({
        ...others,
        caBundle: certificate,
      });
  });

  for (const text of ["", ".", "nothing.pem", certificate])
    it(`stays as it is where it names no file: ${JSON.stringify(text.slice(0, 30))}`, () => {
      expect(withCaBundleOfFile({ caBundle: text }, folder)).to.deep.equal({ caBundle: text });
    });

  it("stays away where it is not set", () => {
    expect(withCaBundleOfFile(others, folder)).to.deep.equal(others);
  });
});
