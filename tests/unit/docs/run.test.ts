import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { blocksIn, pages, runPages } from "../../engine/support/docs";
import { repository } from "../../engine/support/stack";

describe("the blocks of commands in the docs", () => {
  const blocks = pages.flatMap(blocksIn);

  it("are run by a test, or say why not", () => {
    const unsaid = blocks.filter(({ mark }) => !/^(runs|run by tests\/\S+\.test\.ts|not run: \S.*)$/.test(mark ?? ""));
    expect(unsaid.map(({ page, commands }) => `${page}: ${commands.join("; ")}`)).to.deep.equal([]);
    expect(blocks.filter(({ mark }) => mark === "runs").length).to.be.greaterThan(8);
  });

  it("name tests that there are", () => {
    const named = blocks.flatMap(({ mark = "" }) => mark.match(/tests\/\S+\.test\.ts/g) ?? []);
    expect(named.filter((file) => !fs.existsSync(path.join(repository, file)))).to.deep.equal([]);
    expect(named).not.to.deep.equal([]);
  });

  it("that the test of the docs runs are all in its order", () => {
    const missing = blocks.filter(({ page, mark }) => mark === "runs" && !runPages.includes(page));
    expect(missing.map(({ page }) => page)).to.deep.equal([]);
  });
});
