/** The projects of examples/: installed from the packed package, compiled, and brought up. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { localEngine, removeImages, removeTraces, tracesOf } from "./support/docker";
import { Example, innerMirrors, type Manager } from "./support/example";
import { JenkinsClient } from "./support/jenkins-client";
import { packedForSuite } from "./support/packed";
import { freePort, opens } from "./support/ports";

describe("examples/", () => {
  const tarball = packedForSuite();

  const projects: { name: string; manager: Manager; config?: Record<string, string> }[] = [
    { name: "typescript", manager: "npm", config: innerMirrors() },
    { name: "esm", manager: "pnpm" },
    { name: "component", manager: "yarn" },
  ];
  for (const { name, manager, config = {} } of projects) {
    describe(`${name}, by ${manager}`, () => {
      let example: Example;
      before(async () => {
        example = await Example.create(name);
        await example.install(manager, tarball());
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

      it("has a status, whatever its program exports", async () => {
        const { text } = await example.tried("npx", [
          ...["pulumi-jenkins-docker", "status", "--stack", example.stack],
          ...["--quick", "--json"],
        ]);
        const { jenkins, url } = JSON.parse(text) as { jenkins: { health: string }; url: string };
        expect([url, jenkins.health]).to.deep.equal([await example.output("url"), "healthy"]);
      });

      if (name === "typescript")
        it("has nothing to change in another folder, by another package manager and with another TypeScript", async () => {
          example = await example.moved();
          await example.install("pnpm", tarball(), "5.4.5");
          await example.changesNothing();
        });

      it("installs no package of another host", () => {
        const modules = path.join(example.folder, "node_modules");
        // pnpm has all packages in a folder of its own.
        const all = [path.join(modules, "@pulumi"), path.join(modules, ".pnpm")].filter((at) => fs.existsSync(at));
        const names = all.flatMap((at) => fs.readdirSync(at));
        expect(names.filter((name) => /^(@pulumi\+)?aws(@|$)/.test(name))).to.deep.equal([]);
        expect(names.filter((name) => /^(@pulumi\+)?docker(@|$)/.test(name))).to.have.length.above(0);
      });
    });
  }

  for (const [title, manager, within] of [
    ["yarn 4", "berry", ""],
    ["npm, in a workspace", "npm", "packages/infra"],
  ] as [string, Manager, string][]) {
    describe(`typescript, by ${title}`, () => {
      let example: Example;
      before(async () => {
        example = await Example.create("typescript", {}, within);
        await example.install(manager, tarball());
        await example.configure({ port: String(await freePort()) });
      });
      after(() => example.cleanUp());

      it("has no mistake in its types, and previews", async () => {
        expect(await example.run("npx", ["tsc", "-p", "."])).to.equal("");
        expect(await example.run("pulumi", ["preview", "--non-interactive"])).to.match(/\+ \d+ to create/);
      });
    });
  }

  describe("automation: one Jenkins a team, by the Automation API", () => {
    let example: Example;
    let first: number;
    const act = (action: string) => example.run("env", [`FIRST_PORT=${String(first)}`, "node", "index.js", action]);
    before(async () => {
      example = await Example.create("automation");
      await example.install("npm", tarball());
      await example.run("npm", ["run", "--silent", "build"]); // it fails where there is a mistake in its types
      first = await twoFreePorts();
    });
    after(async () => {
      const engine = await localEngine();
      for (const stack of ["payments", "search"]) {
        await removeTraces(engine, stack);
        await removeImages(engine, stack);
      }
      fs.rmSync(example.folder, { recursive: true });
    });

    it("brings them up, and takes them away", async () => {
      await act("up");
      for (const port of [first, first + 1]) {
        const { status } = await fetch(`http://localhost:${String(port)}/login`);
        expect(status).to.equal(200);
      }
      await act("destroy");
      const engine = await localEngine();
      expect(await tracesOf(engine, "payments")).to.deep.equal([]);
      expect(await tracesOf(engine, "search")).to.deep.equal([]);
    });
  });
});

/** A free port after which there is another one. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (!(await opens("127.0.0.1", port + 1))) return port;
  }
}
