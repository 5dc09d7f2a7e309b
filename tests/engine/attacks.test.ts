/** What a build that means harm tries, in an agent of the rendered casc, in every mode: docs/security.md has the table. */
import { expect } from "chai";
import * as path from "node:path";
import { execute } from "../../components/endpoint/execute";
import { engineSocketFolder } from "../../components/paths";
import { Agents } from "./support/agents";
import { type Field, fieldOf } from "./support/attacks/field";
import { columnsHere } from "./support/attacks/table";
import { seenInRemote, triesOf } from "./support/attacks/tries";
import { localEngine } from "./support/docker";
import { until } from "./support/jenkins-client";
import { type OtherMachine, otherMachine } from "./support/other-machine";
import { innerRegistry, privateRegistry } from "./support/registry";
import { type Config, TestStack } from "./support/stack";

function configOf(column: (typeof columnsHere)[number], machine: OtherMachine | undefined): Config {
  const dind = innerRegistry();
  const { dockerHost, caCert, clientCert, clientKey, socketGid } = machine?.endpoint ?? {};
  switch (column) {
    case "dood":
      return { access: "dood" };
    case "dind":
      return { access: "dind", dind };
    case "dind rootless":
      return { access: "dind", dind: { ...dind, isolation: "rootless" } };
    case "dind embedded":
      return { access: "dind", dind: { ...dind, placement: "embedded" } };
    case "remote":
      return { access: "remote", remote: { endpoint: { dockerHost, caCert, clientCert, clientKey, socketGid } } };
  }
}

for (const column of columnsHere) {
  describe(`a build that means harm, in ${column},`, () => {
    let machine: OtherMachine | undefined;
    let stack: TestStack;
    let field: Field | undefined;

    before(async () => {
      if (column === "remote") machine = await otherMachine("docker:29-dind", [], { published: true });
      stack = await TestStack.create("attacked");
      const registry = privateRegistry();
      const registries = registry ? [registry] : [];
      await stack.up({ ...configOf(column, machine), registries, jenkins: { executors: 0 } });
      field = await fieldOf(stack);
    });
    after(async () => {
      await field?.remove();
      await stack.cleanUp();
      await machine?.remove();
    });

    if (column === "dind rootless") {
      it("has an engine without a process of root, but for the start of its health check", async () => {
        const inSidecar = async (...words: string[]) =>
          (await execute(await localEngine(), stack.named("dind"), words, "rootless")).output;
        expect(await inSidecar("stat", "-c", "%u", "/proc/1")).to.equal("1000\n");
        const ofRoot = "find /proc -maxdepth 1 -name '[0-9]*' -user 0 2>/dev/null; true";
        await until("a moment without a process of root", 30, async () =>
          (await inSidecar("sh", "-c", ofRoot)) === "" ? true : undefined,
        );
      });

      it("changes nothing that the engine's next start depends on, which begins as root", async () => {
        // What lies on the way to its volumes, and the programs. What a build sees as /etc and /run is the user's own copy.
        const data = ["/home", "/home/rootless", "/home/rootless/.local", "/home/rootless/.local/share"];
        for (const folder of [...data, path.posix.dirname(engineSocketFolder), "/usr/local/bin", "/usr/bin", "/root"]) {
          const write = `: >/host${folder}/probe && rm /host${folder}/probe && echo written`;
          const said = await field?.run(
            `docker run --rm --privileged -v /:/host alpine:3 sh -c '${write}' 2>&1 || true`,
          );
          expect(said, folder).to.match(/can't create .*Permission denied/);
        }
      });
    }

    triesOf(column, () => field, column === "remote" ? seenInRemote : undefined);

    if (column === "dind") {
      it("is rid of what builds left, once the engine is made anew as docs/security.md says", async () => {
        await field?.run(`docker run --detach --restart=always --name left-behind alpine:3 sleep 3600`);
        await field?.remove();
        field = undefined;
        const engine = await localEngine();
        await engine.getContainer(stack.named("dind")).remove({ force: true });
        await engine.getVolume(stack.named("dind")).remove();
        await stack.refresh();
        await stack.up();
        const agents = await Agents.of(stack);
        expect(await agents.docker(["ps", "--all", "--format", "{{.Names}}"])).to.equal("");
        await agents.with(async (agent) => {
          expect((await agent.run("docker version")).status).to.equal(0);
        });
      });
    }
  });
}
