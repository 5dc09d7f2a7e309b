import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import { configKeys } from "../../../stacks/reference";
import { isMapping } from "../../../components/text/validation";

const root = path.join(__dirname, "../../..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...fs.readdirSync(path.join(root, "docs")).map((name) => `docs/${name}`),
];

const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
const commands = [...read("cli/index.ts").matchAll(/^ {2}(\w+)(?:: \w+)?,$/gm)].map(([, command = ""]) => command);
const keys = configKeys();

/** A path as the reference has it: `registries[0].address` is `registries[].address`. */
const general = (given: string) => given.replaceAll(/\[\d*\]/g, "[]").replace(/\[\]$/, "");

/** Whether a stack's config has a key. What is inside of a mapping with free keys, such as `secrets` or `casc`, counts as well. */
function isKey(given: string): boolean {
  const at = general(given);
  return keys.some(({ path: known, block, type }) => {
    if (general(known) === at) return true;
    return !block && /mapping|text/.test(type) && isFree(known) && at.startsWith(`${known}.`);
  });
}

/** Mappings whose keys the user chooses, or whose keys are not the config's own. */
function isFree(key: string): boolean {
  return /^(secrets|aws\.tags|remote\.aws\.tags|jenkins\.casc|jenkins\.backup\.credentials|jenkins\.agents\.templates\[\]\.environment)$/.test(
    key,
  );
}

/** Names that no script, command or config has, in a page. */
function unknownNames(page: string, text = read(page)): string[] {
  const found = [
    ...[...text.matchAll(/\bnpm run (?:-s )?([a-z][a-z:]*)/g)].flatMap(([all, name = ""]) =>
      scripts.includes(name) ? [] : [all],
    ),
    ...[...text.matchAll(/\bnpx pulumi-jenkins-docker ([a-z]+)/g)].flatMap(([all, name = ""]) =>
      commands.includes(name) ? [] : [all],
    ),
    ...[...text.matchAll(/pulumi config (?:set|get)((?: --(?:path|secret))*) '?([\w.[\]:]+)'?/g)].flatMap(
      ([all, , key = ""]) => (key.includes(":") || /\b[A-Z]{3,}\b/.test(key) || isKey(key) ? [] : [all]),
    ),
    ...[...text.matchAll(/^```yaml\n([^]*?)^```/gm)].flatMap(([, block = ""]) => unknownKeys(block)),
    // Code spans that look like a key of a block.
    ...[...text.matchAll(/`((?:aws|dind|dood|existing|local|proxy|registries|remote)\.[a-z][\w.[\]]*)`/g)].flatMap(
      ([all, key = ""]) => (isKey(key) || /\.(ts|md|sh)$/.test(key) ? [] : [all]),
    ),
  ];
  return found.map((name) => `${page}: ${name}`);
}

/** The keys of a block of YAML, as far as they are a stack's config. */
function unknownKeys(block: string): string[] {
  return parseAllDocuments(block).flatMap((document) => {
    const given: unknown = document.toJS();
    const config = isMapping(given) ? (given.config ?? given) : undefined;
    if (!isMapping(config)) return [];
    const own = Object.entries(config).flatMap(([key, value]): [string, unknown][] =>
      key.startsWith("pulumi-jenkins-docker:") ? [[key.replace("pulumi-jenkins-docker:", ""), value]] : [],
    );
    return own.flatMap(([key, value]) => pathsIn(key, value)).filter((key) => !isKey(key));
  });
}

function pathsIn(at: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (isMapping(item) ? pathsIn(`${at}[]`, item) : [at]));
  if (!isMapping(value) || isFree(general(at)) || "secure" in value) return [at];
  return Object.entries(value).flatMap(([key, part]) => pathsIn(`${at}.${key}`, part));
}

describe("names in the docs", () => {
  it("are scripts, commands and keys that there are", () => {
    expect(commands).to.include.members(["up", "bootstrap", "plugins"]);
    expect(pages.flatMap((page) => unknownNames(page))).to.deep.equal([]);
  });

  it("would be found where they are none", () => {
    const text = [
      "`npm run none`, `npx pulumi-jenkins-docker never`, `pulumi config set --path aws.siez 3`, and `dind.engine`",
      "```yaml",
      "config:",
      "  pulumi-jenkins-docker:aws: { allowedCidrs: [a], data: { size: 3 } }",
      "  pulumi-jenkins-docker:jenkins: { casc: { jenkins: { any: 1 } } }",
      "```",
    ].join("\n");
    expect(unknownNames("page", text)).to.deep.equal([
      "page: npm run none",
      "page: npx pulumi-jenkins-docker never",
      "page: pulumi config set --path aws.siez",
      "page: aws.data.size",
      "page: `dind.engine`",
    ]);
  });
});
