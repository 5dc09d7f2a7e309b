/** The page docs/errors.md. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../../components/text/user-error";
import { stackConfig } from "../../../stacks/config";

const repository = path.join(__dirname, "../../..");

describe("the page of errors", () => {
  it("has an example that is true", () => {
    const page = fs.readFileSync(path.join(repository, "docs/errors.md"), "utf8");
    expect(() => stackConfig("dev", { access: "dnid", host: "aws" }))
      .to.throw(UserError)
      .and.satisfy(({ message }: UserError) => page.includes(`\`\`\`\n${message}\n\`\`\``));
  });
});
