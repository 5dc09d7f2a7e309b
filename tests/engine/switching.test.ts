/** Switching the access mode back and forth keeps what Jenkins has, and leaves nothing of the mode before. */
import { expect } from "chai";
import { localEngine, tracesOf } from "./support/docker";
import { innerRegistry } from "./support/registry";
import { TestStack } from "./support/stack";

describe("switching dood → dind → embedded → dood", () => {
  let stack: TestStack;
  let atFirst: { url: string; password: string; traces: string[] };

  before(async () => {
    stack = await TestStack.create("switch");
    await stack.up({ access: "dood" });
    await (await stack.jenkins()).runs("kept", "docker version");
    atFirst = {
      url: await stack.output("url"),
      password: await stack.output("adminPassword"),
      traces: await traces(),
    };
  });
  after(() => stack.cleanUp());

  it("goes to dind, with the job, its history and the address as they were", async () => {
    await stack.up({ access: "dind", dind: innerRegistry() });
    await expectKept(["SUCCESS"]);
    expect(await traces()).to.include(`container ${stack.named("dind")}`);
  });

  it("goes on to the embedded engine, which starts while the sidecar is still there", async () => {
    await stack.up({ access: "dind", dind: { daemon: "embedded", ...innerRegistry() } });
    await expectKept(["SUCCESS", "SUCCESS"]);
    expect(await traces()).not.to.include(`container ${stack.named("dind")}`);
    expect(await traces()).not.to.include(`volume ${stack.named("dind")}`);
  });

  it("goes back to dood, and nothing is left of the others", async () => {
    await stack.up({ access: "dood", dind: { daemon: "embedded" } }); // the block may stay
    await expectKept(["SUCCESS", "SUCCESS", "SUCCESS"]);
    expect(await traces()).to.deep.equal(atFirst.traces);
    const types = await stack.resourceTypes();
    expect(types.filter((type) => type.startsWith("tls:"))).to.deep.equal([]);
    await stack.changesNothing();
  });

  /** Builds once more, too: the job has to work in every mode. */
  async function expectKept(history: string[]): Promise<void> {
    expect(await stack.output("url")).to.equal(atFirst.url);
    expect(await stack.output("adminPassword")).to.equal(atFirst.password);
    const jenkins = await stack.jenkins();
    expect(await jenkins.history("kept")).to.deep.equal(history);
    expect((await jenkins.build("kept")).result).to.equal("SUCCESS");
  }

  async function traces(): Promise<string[]> {
    return tracesOf(await localEngine(), stack.name);
  }
});
