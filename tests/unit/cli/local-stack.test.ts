import { expect } from "chai";
import { fileURLToPath } from "node:url";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { localBackend, localEnvironment, localSettings } from "../../../cli/local-stack";

describe("the settings of stack local", () => {
  it("are a copy of what the clone has, and stay as their owner changes them", () => {
    const project = fs.mkdtempSync(path.join(os.tmpdir(), "local-stack-"));
    fs.mkdirSync(path.join(project, "stacks"));
    fs.writeFileSync(path.join(project, "stacks/local.yaml"), "config: {}\n");
    localEnvironment(project);
    expect(fs.readFileSync(localSettings(project), "utf8")).to.equal("config: {}\n");
    fs.writeFileSync(localSettings(project), "config: { a: b }\n");
    localEnvironment(project);
    expect(fs.readFileSync(localSettings(project), "utf8")).to.equal("config: { a: b }\n");
    fs.rmSync(project, { recursive: true });
  });
});

describe("the state of stack local", () => {
  for (const folder of ["/home/me/clone/.local/state", "/home/me/c#sharp/state", "/srv/100% sure? é/state"]) {
    it(`is in ${folder}`, () => {
      const url = localBackend(folder);
      expect(fileURLToPath(url)).to.equal(folder);
      expect([...new URL(url).searchParams]).to.deep.equal([["metadata", "skip"]]);
      expect(new URL(url).hash).to.equal("");
    });
  }
});
