/** Commands of the docs. A comment before a block says whether a test runs it, which one, or why none does. */
import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.join(__dirname, "../../..");

/**
 * Pages whose commands docs.test.ts runs: the names of their files in docs/, as they follow on each other for somebody who reads them. The first one
 * makes the stack.
 */
export const runPages = [
  "environments",
  "dind",
  "dood",
  "jenkins",
  "policies",
  "upgrading",
  "scale",
  "host-aws",
  "agents",
  "fleet",
].map((name) => `docs/${name}.md`);

/** A block of commands in a page. */
export interface Block {
  page: string;
  /** `runs`, `run by FILE` or `not run: WHY`; undefined where nobody has said it. */
  mark: string | undefined;
  commands: string[];
}

/** The blocks of a page, in their order. @param page from the repository's folder */
export function blocksIn(page: string): Block[] {
  const text = fs.readFileSync(path.join(repository, page), "utf8");
  return [...text.matchAll(/(?:<!-- (.*) -->\n\n)?^```sh\n([^]*?)^```/gm)].map(([, mark, block = ""]) => {
    const commands = block.split("\n").filter((line) => line !== "");
    return { page, mark, commands };
  });
}

/** All pages for users. */
export const pages = [
  "README.md",
  ...fs.readdirSync(path.join(repository, "docs")).map((name) => `docs/${name}`),
].filter((name) => name.endsWith(".md"));
