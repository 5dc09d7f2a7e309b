import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { configOf } from "../../../cli/stack-config";
import { certificate } from "../support/pems";

describe("a stack's config, as a command reads it", () => {
  it("may name the file of its CA bundle", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "config-"));
    try {
      fs.writeFileSync(path.join(folder, "company.pem"), certificate);
      const settings = JSON.stringify({ "pulumi-jenkins-docker:caBundle": { value: "company.pem" } });
      expect(configOf("dev", settings, folder).caBundle).to.equal(certificate);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
