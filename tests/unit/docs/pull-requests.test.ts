/** The page docs/pull-requests.md: its variables, its policies, and its snippet for GitLab, which keeps the rules of the workflows. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { files, text } from "../support/workflows";

interface Policy {
  Statement: { Condition: { StringEquals: Record<string, string | string[]> } }[];
}

describe("docs/pull-requests.md", () => {
  const page = fs.readFileSync(path.join(__dirname, "../../../docs/pull-requests.md"), "utf8");

  it("explains every variable that the workflows read", () => {
    const read = new Set(files.flatMap((file) => [...text(file).matchAll(/\bvars\.(\w+)/g)].map(([, name]) => name)));
    expect([...read].filter((name) => !page.includes(`| \`${name ?? ""}\``))).to.deep.equal([]);
  });

  it("has trust policies that are JSON, for named subjects of one repository", () => {
    const policies = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = ""]) => JSON.parse(block) as Policy);
    const conditions = policies.flatMap(({ Statement }) => Statement.map(({ Condition }) => Condition.StringEquals));
    expect(conditions.map((equals) => equals["token.actions.githubusercontent.com:sub"])).to.deep.equal([
      ["repo:OWNER@123456/REPO@456789:pull_request", "repo:OWNER@123456/REPO@456789:ref:refs/heads/main"],
      "repo:OWNER@123456/REPO@456789:environment:prod",
    ]);
  });

  it("has a GitLab pipeline that keeps the same rules", () => {
    const [, snippet = ""] = /```yaml\n(# \.gitlab-ci\.yml[\s\S]*?)```/.exec(page) ?? [];
    const pipeline = parse(snippet) as Record<string, Record<string, unknown>>;
    const jobs = Object.entries(pipeline).filter(([name, { script }]) => !name.startsWith(".") && script !== undefined);
    expect(jobs.map(([name]) => name)).to.deep.equal(["fork", "preview", "apply"]);
    for (const [, job] of jobs) {
      expect(job).to.include.keys("timeout", "rules");
      // GitLab puts no expressions into scripts; the shell expands variables.
      expect(JSON.stringify(job.script)).not.to.include("eval");
    }
    expect(pipeline.apply).to.include.keys("resource_group", "environment");
  });
});
