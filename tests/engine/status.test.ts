/** `status` of a stack, on the real engine: fine, about to change, and with something wrong. */
import { expect } from "chai";
import type { Status } from "../../cli/status/facts";
import { command, succeeds } from "./support/command";
import { localEngine } from "./support/docker";
import { freePort } from "./support/ports";
import { innerRegistry } from "./support/registry";
import { type Config, TestStack } from "./support/stack";

describe("the status of a stack", () => {
  let stack: TestStack;
  let config: Config;
  before(async () => {
    config = { access: "remote", remote: { container: { ...innerRegistry(), port: await freePort() } } };
    stack = await TestStack.create("status");
    await stack.up(config);
  });
  after(() => stack.cleanUp());

  it("is one screen, which says that nothing changes where nothing does", async () => {
    const { Version: version } = await (await localEngine()).version();
    expect(await succeeds(stack, ["status"])).to.match(
      new RegExp(
        [
          `^${stack.name} +http://\\S+:${String(stack.port)}`,
          "jenkins +healthy(, Jenkins \\S+)?, started \\d+ min ago",
          "(plugins +.*\n)?" + `engine +Docker ${version}`,
          "builds +remote, Docker \\d\\S+",
          "agents +0 of at most 10",
          "disk +\\S+ [GT]iB free of \\S+ [GT]iB",
          "certificates +jenkins-\\S+: \\d{3} days left; \\d+ more end later",
          "pulumi up +nothing changes\n$",
        ].join("\n"),
      ),
    );
  });

  it("is what an up would change, for people and as JSON, which has no secret", async () => {
    stack.configure({ ...config, jenkins: { javaOpts: "-Dof.another=start" } });
    expect(await succeeds(stack, ["status"])).to.match(
      /^pulumi up +.*1 replaced\n +Jenkins \(container jenkins\) restarts.*: running builds end/m,
    );
    const json = await succeeds(stack, ["status", "--json", "--quick"]);
    const { jenkins, buildsEngine, problems } = JSON.parse(json) as Status & { problems: string[] };
    expect(jenkins.health).to.equal("healthy");
    expect(buildsEngine.version).to.match(/^\d/);
    expect(problems).to.deep.equal([]);
    expect(json).not.to.contain(await stack.output("adminPassword"));
    stack.configure(config);
  });

  it("ends with 1 where something is wrong, and says what", async () => {
    const engine = await localEngine();
    await engine.getContainer(stack.named("builds")).stop();
    const away = await command(stack, ["status", "--quick"]);
    expect(away.status).to.equal(1);
    expect(away.output).to.match(/^builds +remote, no answer$/m);
    expect(away.output).to.match(/^problem: the builds' engine does not answer: .+$/m);
    await engine.getContainer(stack.named()).stop();
    const stopped = await command(stack, ["status", "--quick"]);
    expect(stopped.status).to.equal(1);
    expect(stopped.output).to.match(/^jenkins +not running$/m);
    expect(stopped.output).to.match(
      /^problem: Jenkins is not running\nproblem: Jenkins does not answer this machine: .+/m,
    );
  });
});
