import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { expectInDocs } from "../support/recorded-table";

const root = path.join(__dirname, "../../..");

/** A way to use the package: what was seen of it, and the tests that saw it, by their file and a part of their titles. */
interface Way {
  way: string;
  seen: string;
  file: string;
  titles: string[];
}

const comesUp = "the example comes up, has nothing to change afterwards, and has no mistake in its types";
const examples = "engine/examples.test.ts";
const languages = "engine/other-languages.test.ts";

const ways: Way[] = [
  {
    way: "npm, TypeScript",
    seen: comesUp,
    file: examples,
    titles: [
      '{ name: "typescript", manager: "npm"',
      "comes up, and has nothing to change afterwards",
      "has no mistake in its types",
    ],
  },
  {
    way: "pnpm, TypeScript as an ES module",
    seen: comesUp,
    file: examples,
    titles: ['{ name: "esm", manager: "pnpm" }'],
  },
  {
    way: "yarn 1, TypeScript, a component of your own around `Jenkins`",
    seen: comesUp,
    file: examples,
    titles: ['{ name: "component", manager: "yarn" }'],
  },
  {
    way: "yarn 4 with `node_modules`; npm in a workspace",
    seen: "the TypeScript example has no mistake in its types, and previews",
    file: examples,
    titles: [
      '["yarn 4", "berry", ""]',
      '["npm, in a workspace", "npm", "packages/infra"]',
      "has no mistake in its types, and previews",
    ],
  },
  {
    way: "a stack of a colleague: in another folder, by another package manager, with another TypeScript",
    seen: "nothing to change",
    file: examples,
    titles: ["has nothing to change in another folder, by another package manager and with another TypeScript"],
  },
  {
    way: "TypeScript 5.0, 5.4, 5.9 and 6.0, every type checked",
    seen: "the packed package compiles: 5.0 and 5.4 with `commonjs` and without `esModuleInterop`, the others with `nodenext`",
    file: "engine/packed.test.ts",
    titles: ['version: "5.0.4"', 'version: "5.4.5"', 'version: "5.9.3"', 'version: "6.0.3"'],
  },
  {
    way: "JavaScript, by `require` and by `import`",
    seen: "the packed package loads",
    file: "engine/packed.test.ts",
    titles: ["is loaded by require", "is loaded by import, by names"],
  },
  {
    way: "a bundler",
    seen: "not possible: an error names what to mark as external",
    file: "engine/packed.test.ts",
    titles: ["says what to do where a bundler took the code without its files"],
  },
  {
    way: "Automation API, an inline program",
    seen: "two Jenkins come up; every mistake ends the `up` and the preview within seconds",
    file: examples,
    titles: ["brings them up, and takes them away"],
  },
  {
    way: "YAML, `pulumi package add github.com/ORG/REPO@TAG`",
    seen: "the example comes up by Pulumi's own host for YAML, from a git server that plays github.com. With the next tag it has nothing to change",
    file: "engine/from-git.test.ts",
    titles: ["comes up, and has nothing to change afterwards"],
  },
  {
    way: "Python",
    seen: "the example comes up by the Automation API, with the generated SDK, and has nothing to change afterwards. Pulumi's host for Python was not run",
    file: languages,
    titles: ["in Python, by the Automation API", "the example comes up, and has nothing to change afterwards"],
  },
  {
    way: "Go",
    seen: "the example on AWS compiles with the generated SDK. A Jenkins on this machine comes up by the Automation API, and has nothing to change afterwards. Pulumi's host for Go was not run",
    file: languages,
    titles: ["compiles, with the example", "comes up by the Automation API, and has nothing to change afterwards"],
  },
  {
    way: "another language, by the plugin in a folder",
    seen: "a Jenkins comes up, runs a build, and has nothing to change afterwards; mistakes are named",
    file: "engine/as-package.test.ts",
    titles: [
      "brings a Jenkins up, and has nothing to change afterwards",
      "names every mistake in arguments, without traces",
    ],
  },
  {
    way: "the plugin and the program in other folders",
    seen: "nothing to change",
    file: "engine/as-package.test.ts",
    titles: ["has nothing to change where the package lies elsewhere, and the program one folder deeper"],
  },
  {
    way: "AWS, TypeScript: a VPC of your own, a build host for other stacks",
    seen: "the examples compile, and all but the controller of `two-stacks` preview",
    file: "vm/examples.test.ts",
    titles: ["has no mistake in its types", "previews a VM"],
  },
];

describe("the table of ways to use the package", () => {
  for (const { way, file, titles } of ways)
    it(`has a test of: ${way}`, () => {
      const text = fs.readFileSync(path.join(root, "tests", file), "utf8");
      for (const title of titles) expect(text).to.contain(title);
    });

  it("is in the docs", () => {
    const rows = ways.map(({ way, seen, file }) => [way, seen, `[${path.basename(file)}](../tests/${file})`]);
    const others = [
      ["Node 20, 22 and 24", "all unit and component tests", "`.ci/run`"],
      ["Java, .NET", "not tried: their generators could not be had here", ""],
    ];
    const head = ["way", "what was seen", "test"];
    expectInDocs("docs/packaging.md", "tests/unit/docs/packaging.test.ts", [head, ...rows, ...others]);
  });
});
