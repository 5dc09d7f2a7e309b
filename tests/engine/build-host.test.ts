/** A build host in a stack of its own, and two controllers in two others that use it. */
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { reasonOfSilence } from "../../components/endpoint/answer";
import { endpointForOthers } from "../../components/endpoint/endpoint";
import { connect } from "../../components/endpoint/connect";
import { execute } from "../../components/endpoint/execute";
import type { DockerEndpoint } from "../../components/endpoint/endpoint";
import { hasImage } from "./support/docker";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { type Config, TestStack } from "./support/stack";

describe("a build host of two controllers", () => {
  let machine: OtherMachine;
  let host: TestStack;
  let controllers: TestStack[] = [];
  let theirs: OtherMachine;
  /** Both on one machine, which is neither this one nor the builds'. */
  const config = (port: number): Config => ({
    host: "existing",
    existing: theirs.endpoint,
    access: "remote",
    remote: { stack: fullName(host) },
    jenkins: { port, bindAddress: "0.0.0.0" },
  });
  const fullName = ({ name }: TestStack) => `organization/pulumi-jenkins-docker/${name}`;

  before(async () => {
    [machine, theirs] = await Promise.all([otherMachine("docker:29-dind"), otherMachine("docker:29-dind")]);
    // The buildEndpoint of a stack on a host with a CA of its own: the clients make their keys themselves.
    const endpoint = endpointForOthers({ ...machine.endpoint, caKey: machine.caKey });
    host = await TestStack.create("builds", {
      program: () => Promise.resolve({ buildEndpoint: pulumi.secret(endpoint) }),
    });
    await host.up({});
    controllers = await Promise.all([
      TestStack.create("one", { beside: host }),
      TestStack.create("other", { beside: host }),
    ]);
    for (const [index, controller] of controllers.entries()) await controller.up(config(8080 + index));
  });
  after(async () => {
    for (const stack of [...controllers, host]) await stack.cleanUp();
    await Promise.all([machine.remove(), theirs.remove()]);
  });

  it("builds for both", async () => {
    for (const controller of controllers) {
      const image = `from-${controller.name}`;
      const build = `printf 'FROM alpine:3\\n' | docker build -t ${image} - && docker run --rm ${image} true`;
      await (await controller.jenkins()).runs("image", build);
      expect(await hasImage(await connect(machine.endpoint), image)).to.equal(true);
      expect(await hasImage(await connect(theirs.endpoint), image)).to.equal(false);
    }
  });

  it("has given each a key of its own, that works, and the deployer's to none", async () => {
    const engine = await connect(theirs.endpoint);
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
    const other = await TestStack.create("third", { beside: host });
    try {
      const [gone] = controllers;
      if (!gone) throw new Error("not made");
      await gone.destroy();
      expect(await other.fails({ access: "remote", remote: { stack: fullName(gone) } })).to.match(
        /remote\.stack +"\S+" has no output buildEndpoint: export the endpoint of its host under that name, and bring it up +\[JD211\]/,
      );
    } finally {
      await other.cleanUp();
    }
  });
});
