/** A stack that is given another engine: refused, and then moved there by the commands that the refusal names. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { ownerLabel } from "../../components/docker/engine-names";
import { configureBackups, repositoryFolder, withBackups } from "./support/backups";
import { succeeds } from "./support/command";
import { localEngine } from "./support/docker";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { saidWhenFailing, TestStack } from "./support/stack";

describe("a stack that is given another engine", () => {
  let stack: TestStack;
  let repository: string;
  let other: OtherMachine;
  before(async () => {
    repository = repositoryFolder();
    other = await otherMachine("docker:29-dind", [], { shared: repository });
    stack = await TestStack.create("moved");
    await withBackups(stack, repository);
    await (await stack.jenkins()).runs("before", "echo before-the-move");
  });
  after(async () => {
    await stack.cleanUp();
    await other.remove();
    fs.rmSync(repository, { recursive: true });
  });

  async function onOtherEngine(): Promise<void> {
    const { clientKey, ...existing } = other.endpoint;
    await configureBackups(stack, repository, {
      of: { host: "existing", existing },
      jenkins: { port: 8080, bindAddress: "0.0.0.0" },
    });
    await stack.configureSecret("existing.clientKey", clientKey);
  }

  it("is refused before anything is touched, with the commands that move its home", async () => {
    const controller = (await localEngine()).getContainer(stack.named());
    const { Id: before } = await controller.inspect();
    await onOtherEngine();
    const said = await saidWhenFailing(() => stack.up());
    expect(said).to.match(
      new RegExp(`host +the stack was given another engine, which has no volume ${stack.named("home")}, its home`),
    );
    expect(said).to.contain(`pulumi-jenkins-docker restore --stack ${stack.name}\n`).and.contain("[JD417]");
    await withBackups(stack, repository);
    expect((await controller.inspect()).Id).to.equal(before);
  });

  it("has its home there after them, and nothing is left on the engine of before", async () => {
    await succeeds(stack, ["backup"]);
    await stack.destroy();
    const engine = await localEngine();
    const label = [`${ownerLabel}=pulumi-jenkins-docker/${stack.name}/jenkins`];
    expect(await engine.listContainers({ all: true, filters: { label } })).to.deep.equal([]);
    await onOtherEngine();
    await stack.up();
    await succeeds(stack, ["restore"]);
    await stack.up();
    const jenkins = await stack.jenkins();
    expect(await jenkins.history("before")).to.deep.equal(["SUCCESS"]);
    await jenkins.runs("after", "docker version");
    await stack.changesNothing();
  });
});

describe("a home that somebody removed", () => {
  it("is told, and made anew after a refresh", async () => {
    const stack = await TestStack.create("removed");
    try {
      await stack.up({ access: "dood" });
      const engine = await localEngine();
      await engine.getContainer(stack.named()).remove({ force: true });
      await engine.getVolume(stack.named("home")).remove();
      expect(await stack.fails({ access: "dood" })).to.match(
        /If somebody removed it: pulumi up --refresh\..* \[JD407\]/,
      );
      const { words, options } = stack.upCommand();
      execFileSync("pulumi", [...words, "--refresh"], options);
      expect(await (await stack.jenkins()).status("api/json")).to.equal(200);
      await stack.changesNothing();
    } finally {
      await stack.cleanUp();
    }
  });
});
