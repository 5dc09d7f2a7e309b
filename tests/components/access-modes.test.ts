/** A mode is a folder and its lines in modes.ts: a copy of the sources gets one more, and nothing else of it is edited. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const repository = path.join(__dirname, "../..");

describe("one more access mode", () => {
  let copy: string;
  let printed: Record<"mistake" | "unknown" | "stray", string> & {
    controller: string[];
    shown: object;
    config: { access: string; toy: object };
  };

  before(function () {
    // Another process loads all of it anew.
    this.timeout(120_000);
    copy = fs.mkdtempSync(path.join(os.tmpdir(), "toy-mode-"));
    for (const part of ["components", "stacks", "tests/components", "index.ts", "package.json", "tsconfig.json"])
      fs.cpSync(path.join(repository, part), path.join(copy, part), { recursive: true });
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(copy, "node_modules"));

    // The folder.
    const folder = path.join(copy, "components/access/toy");
    fs.mkdirSync(folder);
    const mode = fs.readFileSync(path.join(repository, "tests/components/toy-mode/toy.ts"), "utf8");
    fs.writeFileSync(path.join(folder, "toy.ts"), mode.replaceAll("../../../components/access/", "../"));
    // The table.
    const table = path.join(copy, "components/access/modes.ts");
    const edits: [string, string][] = [
      ['import { dood } from "./dood/dood";', 'import { dood } from "./dood/dood";\nimport { toy } from "./toy/toy";'],
      ['  dood: "dood",', '  dood: "dood",\n  toy: "toy",'],
      ["{ dood, dind, remote, fleet }", "{ dood, dind, remote, fleet, toy }"],
    ];
    let text = fs.readFileSync(table, "utf8");
    for (const [before, after] of edits) {
      expect(text).to.contain(before);
      text = text.replace(before, after);
    }
    fs.writeFileSync(table, text);

    const words = ["--import=tsx", "tests/components/toy-mode/program.ts"];
    execFileSync(process.execPath, words, { cwd: copy, stdio: "pipe" });
    printed = JSON.parse(fs.readFileSync(path.join(copy, "printed.json"), "utf8")) as typeof printed;
  });
  after(() => {
    fs.rmSync(copy, { recursive: true });
  });

  it("wires the controller, and is shown to a reviewer", () => {
    expect(printed.controller)
      .to.include("DOCKER_HOST=tcp://toys.example.org:2400")
      .and.to.include("TOY_OF=ci-dev-toy");
    expect(printed.shown).to.deep.equal({ port: 2400 });
  });

  it("has a word and a block in a stack's config, with its own rules", () => {
    expect(printed.config).to.deep.include({ access: "toy", toy: { port: 2400 } });
    expect(printed.mistake).to.match(/toy\.port +1 is no port for a toy\. Choose another one +\[JD104\]/);
    expect(printed.unknown).to.match(
      /access +"toys" is not a way to reach Docker: .*toy.*Did you mean "toy"\? +\[JD101\]/,
    );
  });

  it("is a mistake beside another mode", () => {
    expect(printed.stray).to.match(
      /toy +belongs to access "toy", and access is "dood"\. Remove it, or choose toy +\[JD106\]/,
    );
  });
});
