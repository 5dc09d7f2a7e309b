import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.join(__dirname, "../../..");

/** Every page that people read: in the root, in docs/, and beside the testbed's parts. */
function pages(): string[] {
  const inFolder = (folder: string, deep: boolean): string[] =>
    fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const at = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return deep && entry.name !== "node_modules" ? inFolder(at, true) : [];
      return at.endsWith(".md") ? [at] : [];
    });
  return [
    ...inFolder(".", false),
    ...inFolder("docs", true),
    ...inFolder("testbed", true),
    ...inFolder("examples", true),
  ];
}

/** A page without its fenced blocks and code spans: what looks like a link there is none. */
function prose(text: string): string {
  return text.replace(/^(`{3,})[^\n]*\n[^]*?^\1`*$/gm, "").replace(/`[^`\n]*`/g, "`");
}

/** The anchors of a page: its headings as GitHub names them, and those that are written. [github/markup: toc_filter] */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = [...text.replace(/^(`{3,})[^\n]*\n[^]*?^\1`*$/gm, "").matchAll(/^#{1,6} +(.+?) *$/gm)].map(
    ([, title = ""]) => {
      const words = title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/`/g, "");
      const slug = words
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, "")
        .replaceAll(" ", "-");
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${String(before)}`;
    },
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)]);
}

/** What is wrong with the links of a page. */
function brokenLinks(page: string, read = (file: string) => fs.readFileSync(path.join(root, file), "utf8")): string[] {
  const links = [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [to = "", anchor] = link.split("#");
    const file = to === "" ? page : path.posix.join(path.posix.dirname(page), to);
    if (!fs.existsSync(path.join(root, file))) return [`${page}: ${link} is not there`];
    if (anchor === undefined) return [];
    return anchorsOf(read(file)).has(anchor) ? [] : [`${page}: ${link} has no such heading`];
  });
}

describe("the links of the docs", () => {
  it("lead to files and headings that are there", () => {
    const all = pages();
    expect(all).to.include.members(["README.md", "CONTRIBUTING.md", "docs/security.md", "testbed/README.md"]);
    expect(all.flatMap((page) => brokenLinks(page))).to.deep.equal([]);
  });

  it("would be found where they lead nowhere", () => {
    const read = (file: string) =>
      file === "README.md" ? "# A `b` c!\n[x](docs/none.md) [y](#a-b-c) [z](#a-b) [w](docs/dood.md#no-such)" : "# dood";
    expect(brokenLinks("README.md", read)).to.deep.equal([
      "README.md: docs/none.md is not there",
      "README.md: #a-b has no such heading",
      "README.md: docs/dood.md#no-such has no such heading",
    ]);
  });

  it("has every page of docs/ within reach of the README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached) {
      for (const [, link = ""] of prose(fs.readFileSync(path.join(root, page), "utf8")).matchAll(
        /\]\(([^)\s#]+\.md)/g,
      )) {
        if (!/^[a-z]+:/.test(link)) reached.add(path.posix.join(path.posix.dirname(page), link));
      }
    }
    expect(pages().filter((page) => page.startsWith("docs/") && !reached.has(page))).to.deep.equal([]);
  });
});
