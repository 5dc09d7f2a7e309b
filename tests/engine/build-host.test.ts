/** A build host in a stack of its own, and two controllers in two others that use it. */
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { reasonOfSilence } from "../../components/engine/answer";
import { connect } from "../../components/engine/connect";
import { execute } from "../../components/engine/execute";
import type { DockerEndpoint } from "../../components/endpoint";
import { hasImage, localEngine } from "./support/docker";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { TestStack } from "./support/stack";

describe("a build host of two controllers", () => {
  let machine: OtherMachine;
  let host: TestStack;
  let controllers: TestStack[] = [];
  const remote = () => ({ access: "remote", remote: { stack: `organization/pulumi-jenkins-docker/${host.name}` } });

  before(async () => {
    machine = await otherMachine("docker:29-dind");
    // What a host component with a CA of its own yields.
    const endpoint = { ...machine.endpoint, caKey: machine.caKey };
    host = await TestStack.create("builds", () => Promise.resolve({ buildEndpoint: pulumi.secret(endpoint) }));
    await host.up({});
    controllers = await Promise.all([
      TestStack.create("one", undefined, host),
      TestStack.create("other", undefined, host),
    ]);
    for (const controller of controllers) await controller.up(remote());
  });
  after(async () => {
    for (const stack of [...controllers, host]) await stack.cleanUp();
    await machine.remove();
  });

  it("builds for both", async () => {
    for (const controller of controllers) {
      const image = `from-${controller.name}`;
      const build = `printf 'FROM alpine:3\\n' | docker build -t ${image} - && docker run --rm ${image} true`;
      await (await controller.jenkins()).runs("image", build);
      expect(await hasImage(await connect(machine.endpoint), image)).to.equal(true);
      expect(await hasImage(await localEngine(), image)).to.equal(false);
    }
  });

  it("has given each a key of its own, that works, and the deployer's to none", async () => {
    const engine = await localEngine();
    const read = async (controller: TestStack, name: string) =>
      (await execute(engine, controller.named(), ["cat", `/certs/client/${name}.pem`], "jenkins")).output;
    const keys = await Promise.all(controllers.map((controller) => read(controller, "key")));
    expect(new Set([...keys, machine.endpoint.clientKey]).size).to.equal(3);
    for (const [index, controller] of controllers.entries()) {
      const own: DockerEndpoint = {
        dockerHost: machine.endpoint.dockerHost,
        caCert: await read(controller, "ca"),
        clientCert: await read(controller, "cert"),
        clientKey: keys[index],
      };
      expect(await reasonOfSilence(own)).to.equal(undefined);
      const lines = [machine.endpoint.clientKey, machine.caKey].map((pem) => pem.split("\n")[2] ?? "");
      const container = engine.getContainer(controller.named());
      const found = await execute(engine, controller.named(), [
        "grep",
        "-rlF",
        lines.join("\n"),
        "/certs",
        "/run",
        "/var/jenkins_home",
      ]);
      expect(found.output, "files with the deployer's or the CA's key").to.equal("");
      expect(JSON.stringify(await container.inspect())).not.to.contain(lines[0]);
      expect(controller.state()).not.to.contain(lines[0]);
    }
  });

  it("gives another stack no more than a name that it does not have", async () => {
    const other = await TestStack.create("third", undefined, host);
    try {
      const stack = `organization/pulumi-jenkins-docker/${controllers[0]?.name ?? ""}`;
      await controllers[0]?.destroy();
      expect(await other.fails({ access: "remote", remote: { stack } })).to.match(
        /remote\.stack +"\S+" has no output buildEndpoint: export the endpoint of its host under that name, and bring it up +\[JD211\]/,
      );
    } finally {
      await other.cleanUp();
    }
  });
});
