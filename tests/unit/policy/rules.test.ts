import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { environments } from "../../../policy/environment";
import { type Options, optionsOf, type Rule } from "../../../policy/rule";
import { rules } from "../../../policy/rules";
import { described } from "../support/describe-rule";

/** The page with the table that is made from the rules: UPDATE_RECORDED=1 writes it. */
const page = path.join(__dirname, "../../../docs/policies.md");

describe("the rules", () => {
  it("each have a name of their own, and tests that pass and that fail", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect([...described].sort()).to.deep.equal([...names].sort());
    for (const name of names) expect(name).to.match(/^[a-z][a-z0-9-]+$/);
  });

  it("are never milder in prod than elsewhere", () => {
    const weight = { disabled: 0, advisory: 1, mandatory: 2 };
    for (const { name, level } of rules) expect(weight[level.prod], name).to.be.at.least(weight[level.other]);
  });

  it("are strict under any stack's name by the policy config in the docs", () => {
    const [strict] = configs().filter(({ all }) => all === "mandatory");
    for (const rule of rules) {
      expect(rule.level.prod).to.equal("mandatory");
      const config = strict?.[rule.name] as Partial<Options> | undefined;
      expect(optionsOf(rule, "other", config), rule.name).to.deep.equal(optionsOf(rule, "prod"));
    }
  });

  it("have all names and options of the policy configs in the docs", () => {
    expect(configs()).to.have.length(2);
    for (const [name, config] of configs().flatMap((one) => Object.entries(one))) {
      const rule = rules.find((one) => one.name === name);
      expect(rule !== undefined || name === "all", name).to.equal(true);
      if (typeof config === "object")
        expect(["allowed", ...Object.keys(rule?.options ?? {})]).to.include.members(Object.keys(config));
    }
  });

  it("stand in the docs as they are", () => {
    const text = fs.readFileSync(page, "utf8");
    const inside = /(<!-- made by tests\/unit\/policy\/rules.test.ts -->\n\n)[^]*?(\n\n<!-- end -->)/;
    const table = [
      head,
      "| --- | --- | --- | --- | --- |",
      ...rules.map(row),
      "",
      optionHead,
      "| --- | --- | --- | --- |",
      ...optionRows(),
    ].join("\n");
    if (process.env.UPDATE_RECORDED === "1")
      fs.writeFileSync(
        page,
        text.replace(inside, (_, before: string, after: string) => before + table + after),
      );
    // The formatter pads the cells.
    const plain = (markdown: string) => markdown.replace(/ +\|/g, " |").replace(/-{3,}/g, "---").replace(/\| +/g, "| ");
    expect(plain(fs.readFileSync(page, "utf8"))).to.contain(plain(table));
  });
});

const head = `| rule | what has to be so, and why | how to mend it | ${environments.map(titleOf).join(" | ")} |`;

/** The policy configs that stand in the docs as files. */
function configs(): Record<string, string | object>[] {
  const blocks = fs.readFileSync(page, "utf8").matchAll(/```json\n([^]*?)```/g);
  return [...blocks].map((block) => JSON.parse(block[1] ?? "") as Record<string, string | object>);
}

function row({ name, title, reason, fix, level }: Rule): string {
  const levels = environments.map((environment) => level[environment]);
  return `| \`${name}\` | **${title}.** ${reason} | ${fix} | ${levels.join(" | ")} |`;
}

const optionHead = `| option | what it is | ${environments.map((environment) => `default, ${titleOf(environment)}`).join(" | ")} |`;

function optionRows(): string[] {
  return rules.flatMap(({ name, options = {} }) =>
    Object.entries(options).map(([option, { about, default: values }]) => {
      const shown = environments.map((environment) => `\`${JSON.stringify(values[environment])}\``);
      return `| \`${name}\`: \`${option}\` | ${about} | ${shown.join(" | ")} |`;
    }),
  );
}

function titleOf(environment: string): string {
  return environment === "prod" ? "`prod*`" : "else";
}
