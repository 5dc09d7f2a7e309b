/** Tables of the docs that a test makes: UPDATE_RECORDED=1 writes them, else they have to be there as they were seen. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.join(__dirname, "../../..");

/**
 * Compares, or writes, the table between `<!-- made by MAKER -->` and `<!-- end -->` of a page.
 * @param rows of cells, the first one the head
 */
export function expectInDocs(page: string, maker: string, rows: string[][]): void {
  const [head = [], ...rest] = rows;
  const lines = [head, head.map(() => "---"), ...rest].map((cells) => `| ${cells.join(" | ")} |`);
  const table = lines.join("\n");
  const file = path.join(repository, page);
  const text = fs.readFileSync(file, "utf8");
  const before = `<!-- made by ${maker} -->\n\n`;
  const from = text.indexOf(before) + before.length;
  const to = text.indexOf("\n\n<!-- end -->", from);
  if (from < before.length || to < 0) throw new Error(`${page} has no place for the table of ${maker}`);
  if (process.env.UPDATE_RECORDED === "1") fs.writeFileSync(file, text.slice(0, from) + table + text.slice(to));
  expect(plain(fs.readFileSync(file, "utf8"))).to.contain(plain(table));
}

/** The formatter pads the cells. */
function plain(markdown: string): string {
  return markdown.replace(/ +\|/g, " |").replace(/-{3,}/g, "---").replace(/\| +/g, "| ");
}
