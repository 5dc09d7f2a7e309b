import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { deployerGrants, deployerPolicy } from "../../../../../components/host/aws/deployer-policy";
import { expectInDocs } from "../../../support/recorded-table";

const docs = path.join(__dirname, "../../../../../docs");

/** The most characters that AWS takes in a policy of a customer's own, white space aside. [IAM: "IAM and AWS STS quotas"] */
const managedPolicyLimit = 6144;

describe("the deployer's policy on AWS", () => {
  it("is the file of the docs", () => {
    const file = path.join(docs, "aws-policy.json");
    const text = `${JSON.stringify(deployerPolicy(), null, 2)}\n`;
    if (process.env.UPDATE_RECORDED === "1") fs.writeFileSync(file, text);
    expect(JSON.parse(fs.readFileSync(file, "utf8")), "UPDATE_RECORDED=1 npm test -- unit writes it").to.deep.equal(
      deployerPolicy(),
    );
  });

  it("is short enough for AWS", () => {
    expect(JSON.stringify(deployerPolicy()).length).to.be.lessThan(managedPolicyLimit);
  });

  it("names every right once for the same things, and none by a pattern", () => {
    const all = deployerGrants.flatMap(({ actions, resources }) =>
      Object.entries(actions).flatMap(([service, names]) =>
        names.map((name) => [`${service}:${name}`, ...(resources ?? [])].join(" of ")),
      ),
    );
    expect(all).to.have.length(new Set(all).size);
    expect(all.filter((action) => action.split(" of ")[0]?.includes("*"))).to.deep.equal([]);
    for (const { actions } of deployerGrants)
      for (const names of Object.values(actions)) expect(names).to.deep.equal([...names].sort());
  });

  it("has no right that the testbed's provider, or AWS for the real one, never asks for", () => {
    const folder = path.join(docs, "../testbed/pulumi/cmd/pulumi-resource-aws");
    const sources = fs
      .readdirSync(folder)
      .map((name) => fs.readFileSync(path.join(folder, name), "utf8"))
      .join("\n");
    const asked = (service: string, name: string) =>
      sources.includes(`${service}:${name}`) || new RegExp(`"(\\w+\\.)?${name}"`).test(sources);
    const all = deployerGrants.flatMap(({ actions }) =>
      Object.entries(actions).flatMap(([service, names]) => names.map((name) => ({ service, name }))),
    );
    const never = all.filter(({ service, name }) => !asked(service, name)).map(({ name }) => name);
    // The provider puts the names of these together.
    expect(never.sort()).to.deep.equal([
      "RevokeSecurityGroupIngress",
      "UntagInstanceProfile",
      "UntagPolicy",
      "UntagRole",
      "UntagUser",
    ]);
  });

  it("has a table in the docs that says what each statement is for", () => {
    const rows = deployerGrants.map(({ sid, why }) => [`\`${sid}\``, why]);
    expectInDocs("docs/host-aws.md", "tests/unit/components/host/aws/deployer-policy.test.ts", [
      ["statement", "for"],
      ...rows,
    ]);
  });
});
