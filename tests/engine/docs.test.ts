/** Commands of the docs, run as they are written, but with a stack of the test's own for stack dev. Its engine is this machine's. */
import { expect } from "chai";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { localBackend } from "../../cli/local-stack";
import { ifThere } from "../../components/endpoint/not-found";
import { cloneInto } from "./support/clone";
import { localEngine, removeImages, removeTraces } from "./support/docker";
import { blocksIn, runPages } from "./support/docs";
import { freePort } from "./support/ports";
import { innerRegistry } from "./support/registry";

/** Somebody may have a stack dev on this machine. */
const name = `docs${randomBytes(3).toString("hex")}`;
/** The volume of docs/upgrading.md that a copy of the home goes back into. */
const oldHome = `jenkins-${name}-home-old`;

describe("the commands of the docs", () => {
  let clone: string;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    clone = fs.mkdtempSync(path.join(os.tmpdir(), "docs-"));
    cloneInto(clone);
    fs.mkdirSync(path.join(clone, "state"));
    environment = {
      ...process.env,
      PATH: `${clone}/node_modules/.bin:${process.env.PATH ?? ""}`,
      PULUMI_BACKEND_URL: localBackend(path.join(clone, "state")),
      PULUMI_CONFIG_PASSPHRASE: "of a test",
      PULUMI_SKIP_CONFIRMATIONS: "true", // as somebody who says yes
    };
    const config = { jenkins: { port: await freePort(), executors: 2 }, ...innerRegistry() };
    const entries = Object.entries(config).map(([key, value]) => [`pulumi-jenkins-docker:${key}`, value] as const);
    fs.writeFileSync(
      path.join(clone, `stacks/Pulumi.${name}.yaml`),
      stringify({ config: Object.fromEntries(entries) }),
    );
  });
  after(async () => {
    const engine = await localEngine();
    await removeTraces(engine, name);
    await ifThere(engine.getVolume(oldHome).remove());
    await removeImages(engine, name);
    fs.rmSync(clone, { recursive: true, force: true });
  });

  const blocks = runPages.flatMap(blocksIn).filter(({ mark }) => mark === "runs");

  it("go well, one after the other", async function () {
    this.timeout(900_000);
    const outputs = new Map<string, string>();
    for (const { page, commands } of blocks)
      for (const command of commands) outputs.set(`${page}: ${command}`, await run(page, command));
    const said = [...outputs.values()].join("\n");
    expect(said)
      .to.match(/builds reach Docker by dind/)
      .and.match(/builds reach Docker by dood/);
    expect(fs.readFileSync(path.join(clone, `stacks/plugins.${name}.lock`), "utf8")).to.match(/^git:/m);
    expect(fs.statSync(path.join(clone, "home.tar.gz")).size, "the copy of the home").to.be.greaterThan(10_000);
    const inOldHome = `docker run --rm -v ${oldHome}:/home:ro alpine:3 ls /home`;
    expect(await run("docs/upgrading.md", inOldHome), "the home that came back").to.match(/^config\.xml$/m);
    expect(outputs.get("docs/scale.md: awk 'BEGIN { print 1000 * 3 / 60 }'")).to.equal("50\n");
  });

  function run(page: string, written: string): Promise<string> {
    const command = written.replaceAll(/(?<![/\w])dev\b|(?<=jenkins-)dev\b/g, name);
    const options = { cwd: clone, env: environment, maxBuffer: 1 << 26 };
    return new Promise((resolve, reject) => {
      const child = execFile("bash", ["-euo", "pipefail", "-c", command], options, (error, stdout, stderr) => {
        if (error) reject(new Error(`${page}: ${command} ended with ${String(error.code)}:\n${stdout}${stderr}`));
        else resolve(stdout);
      });
      child.stdin?.on("error", () => undefined); // a command that asks for nothing may have ended
      child.stdin?.end("typed by a person\n");
    });
  }
});
