/** What is left when a stack goes: nothing, or the home alone where it is protected. */
import { expect } from "chai";
import { localEngine, tracesOf } from "./support/docker";
import { innerRegistry } from "./support/registry";
import { TestStack } from "./support/stack";

describe("destroy", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create("gone");
  });
  after(async () => {
    await stack.cleanUp();
  });

  it("keeps a protected home, and the next up takes it up again", async () => {
    const config = { access: "dind", dind: innerRegistry(), jenkins: { retainHome: true } };
    await stack.up(config);
    await (await stack.jenkins()).runs("kept", "true");
    await stack.destroy();
    expect(await traces()).to.deep.equal([`volume ${stack.named("home")}`]);

    await stack.up(config);
    expect(await (await stack.jenkins()).history("kept")).to.deep.equal(["SUCCESS"]);
    await stack.changesNothing();
  });

  it("leaves nothing where the home is not protected", async () => {
    await stack.up({ access: "dind", dind: innerRegistry() });
    await stack.destroy();
    expect(await traces()).to.deep.equal([]);
  });

  it("does not give its own home up for another one without a word", async () => {
    const engine = await localEngine();
    const other = `other-home-of-${stack.name}`;
    await engine.createVolume({ Name: other });
    try {
      await stack.up({ access: "dood" });
      await (await stack.jenkins()).runs("precious", "true");
      const said = await stack.fails({ jenkins: { homeVolume: other } });
      expect(said).to.match(
        /jenkins\.homeVolume +this stack's own home, volume "\S+", would be deleted\. Set retainHome: true/,
      );

      await stack.up({ jenkins: { homeVolume: other, retainHome: true } });
      expect(await stack.output("homeVolume")).to.equal(other);
      await stack.up({ jenkins: { retainHome: true } });
      expect(await (await stack.jenkins()).history("precious")).to.deep.equal(["SUCCESS"]);
      await stack.up({});
      await stack.destroy();
      expect(await traces()).to.deep.equal([`volume ${other}`]);
    } finally {
      await engine.getVolume(other).remove({ force: true });
    }
  });

  it("leaves a home that was adopted", async () => {
    const engine = await localEngine();
    const home = `adopted-by-${stack.name}`;
    await engine.createVolume({ Name: home });
    try {
      await stack.up({ jenkins: { homeVolume: home } });
      expect(await stack.output("homeVolume")).to.equal(home);
      await (await stack.jenkins()).runs("in-an-adopted-home", "true");
      await stack.destroy();
      expect(await traces()).to.deep.equal([`volume ${home}`]);
    } finally {
      await engine.getVolume(home).remove({ force: true });
    }
  });

  async function traces(): Promise<string[]> {
    return tracesOf(await localEngine(), stack.name);
  }
});
