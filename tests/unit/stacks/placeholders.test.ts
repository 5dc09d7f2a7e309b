/** The networks of documentation that the example environments have. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { UserError } from "../../../components/text/user-error";
import { stackConfig } from "../../../stacks/config";
import { refusePlaceholders } from "../../../stacks/placeholders";

const project = "pulumi-jenkins-docker";
const repository = path.join(__dirname, "../../..");

describe("the networks of the example environments", () => {
  const config = (stack: string) => {
    const file = stack === "local" ? "stacks/local.yaml" : `stacks/Pulumi.${stack}.yaml`;
    const text = fs.readFileSync(path.join(repository, file), "utf8");
    const own = Object.entries((parse(text) as { config: Record<string, unknown> }).config).flatMap(([key, value]) =>
      key.startsWith(`${project}:`)
        ? [[key.split(":")[1] ?? "", typeof value === "string" ? value : JSON.stringify(value)]]
        : [],
    );
    return stackConfig(stack, Object.fromEntries(own) as Record<string, string>);
  };
  const problems = (stack: string) => {
    try {
      refusePlaceholders(stack, config(stack));
      return [];
    } catch (error) {
      return (error as UserError).problems.map(({ path: at }) => at);
    }
  };

  it("are refused by an up, until somebody writes theirs", () => {
    expect(problems("local")).to.deep.equal([]);
    expect(problems("dev")).to.deep.equal(["aws.allowedCidrs[0]"]);
    expect(problems("prod")).to.deep.equal(["aws.allowedCidrs[0]", "aws.uiCidrs[0]", "remote.aws.allowedCidrs[0]"]);
  });
});
