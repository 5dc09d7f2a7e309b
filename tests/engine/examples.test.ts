/** The projects of examples/: installed from the packed package, compiled, and brought up. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Example, type Manager } from "./support/example";
import { JenkinsClient } from "./support/jenkins-client";
import { packInto } from "./support/packed";
import { freePort } from "./support/ports";
import { innerRegistry } from "./support/registry";

describe("examples/", () => {
  let folder: string;
  let tarball: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "packed-"));
    tarball = packInto(folder);
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const inner = Object.fromEntries(
    (innerRegistry().registryMirrors ?? []).map((mirror, index) => [`registryMirrors[${String(index)}]`, mirror]),
  );

  const projects: { name: string; manager: Manager; config?: Record<string, string> }[] = [
    { name: "typescript", manager: "npm", config: inner },
    { name: "esm", manager: "pnpm" },
    { name: "component", manager: "yarn" },
  ];
  for (const { name, manager, config = {} } of projects) {
    describe(`${name}, by ${manager}`, () => {
      let example: Example;
      before(async () => {
        example = await Example.create(name);
        await example.install(manager, tarball);
        await example.configure({ ...config, port: String(await freePort()) });
      });
      after(() => example.cleanUp());

      it("has no mistake in its types", async () => {
        expect(await example.run("node_modules/.bin/tsc", ["-p", "."])).to.equal("");
      });

      it("comes up, and has nothing to change afterwards", async () => {
        await example.up();
        const jenkins = new JenkinsClient(await example.output("url"), await example.output("adminPassword"));
        expect(await jenkins.status("api/json")).to.equal(200);
        await example.changesNothing();
      });

      it("installs no package of another host", () => {
        expect(fs.existsSync(path.join(example.folder, "node_modules/@pulumi/aws"))).to.equal(false);
      });
    });
  }
});
