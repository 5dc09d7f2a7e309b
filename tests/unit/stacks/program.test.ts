/** What Pulumi starts: the compiled program, or the TypeScript where that was changed since. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { compiledFrom, sourcesHash } from "../../../stacks/sources.cjs";

const repository = path.join(__dirname, "../../..");

describe("stacks/program.cjs", () => {
  let clone: string;
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
    fs.writeFileSync(path.join(clone, file), text);
  };
  /** What it exports: a stack's outputs. */
  const runs = () =>
    execFileSync(process.execPath, ["--print", `require("${clone}/stacks/program.cjs").by`], {
      encoding: "utf8",
    }).trim();

  beforeEach(() => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
    for (const file of ["stacks/program.cjs", "stacks/sources.cjs"])
      write(file, fs.readFileSync(path.join(repository, file), "utf8"));
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(clone, "node_modules"));
    write("components/scripts/set-up", "one");
    write("stacks/index.ts", "export const by: string = 'TypeScript'");
    write("dist/stacks/index.js", "exports.by = 'compiled'");
    write(compiledFrom, sourcesHash(clone));
  });
  afterEach(() => {
    fs.rmSync(clone, { recursive: true });
  });

  it("runs what was compiled from these sources", () => {
    expect(runs()).to.equal("compiled");
  });

  for (const [what, change] of [
    [
      "a changed program",
      () => {
        write("stacks/index.ts", "export const by = 'TypeScript' as string");
      },
    ],
    [
      "a changed script",
      () => {
        write("components/scripts/set-up", "two");
      },
    ],
    [
      "a new file",
      () => {
        write("components/other.ts", "");
      },
    ],
    [
      "a file that is gone",
      () => {
        fs.rmSync(path.join(clone, "components/scripts/set-up"));
      },
    ],
    [
      "a build that was not finished",
      () => {
        fs.rmSync(path.join(clone, compiledFrom));
      },
    ],
  ] as const) {
    it(`runs the TypeScript after ${what}`, () => {
      change();
      expect(runs()).to.equal("TypeScript");
    });
  }

  it("goes on with what was compiled when a stack's settings change", () => {
    write("stacks/Pulumi.dev.yaml", "config: {}");
    write("stacks/plugins.dev.lock", "");
    expect(runs()).to.equal("compiled");
  });
});
