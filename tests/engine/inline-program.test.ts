/** Mistakes in an inline program of the Automation API. It has no process of its own that could end: each has to end the `up`. */
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import { expect } from "chai";
import { createServer, type Server } from "node:net";
import { ExistingDockerHost, Jenkins, type JenkinsArgs, LocalDockerHost } from "../../index";
import { localEngine, tracesOf } from "./support/docker";
import { freePort } from "./support/ports";
import { innerRegistry } from "./support/registry";
import { saidWhenFailing, TestStack } from "./support/stack";

describe("an inline program with a mistake", () => {
  const stacks: TestStack[] = [];
  after(async () => {
    for (const stack of stacks) await stack.cleanUp();
  });

  /** A stack with a Jenkins, and with a resource that depends on it. */
  async function stackOf(args: () => JenkinsArgs): Promise<TestStack> {
    const stack = await TestStack.create("inline", {
      // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
      program: async () => {
        const jenkins = new Jenkins("ci", args());
        new RandomId("dependent", { byteLength: 4 }, { dependsOn: [jenkins] });
        return { url: jenkins.url, image: jenkins.imageName };
      },
    });
    stacks.push(stack);
    return stack;
  }
  const here = () => new LocalDockerHost("here").endpoint;

  it("ends where no engine answers", async () => {
    const dockerHost = `tcp://127.0.0.1:${String(await freePort())}`;
    const stack = await stackOf(() => ({
      endpoint: pulumi.output({ dockerHost, address: "localhost", socketGid: 1 }),
    }));
    expect(await stack.fails({})).to.match(
      /problems? in Jenkins ci\n +endpoint +no Docker engine answers at tcp:.*\[JD401\]/,
    );
  });

  it("ends where a host's engine does not answer", async () => {
    const host = () => new LocalDockerHost("there", { dockerHost: "unix:///nowhere.sock", socketGid: 1 });
    const stack = await stackOf(() => ({ endpoint: host().endpoint }));
    expect(await stack.fails({})).to.match(/dockerHost +no Docker engine answers at unix:.*\[JD401\]/);
  });

  it("ends where the address of a host is wrong, in a preview and in an up", async () => {
    const host = () => new ExistingDockerHost("there", { dockerHost: "tcp://ci.example.org:2376" });
    const stack = await stackOf(() => ({ endpoint: host().endpoint }));
    const wrong = /caCert +is needed with tcp:\/\/ci\.example\.org:2376.*\[JD202\]/;
    expect(await saidWhenFailing(() => stack.preview())).to.match(wrong);
    expect(await stack.fails({})).to.match(wrong);
  });

  it("ends where a port is in use, and has made nothing", async () => {
    const port = await freePort();
    const server = await listening(port);
    try {
      const stack = await stackOf(() => ({ endpoint: here(), port }));
      expect(await stack.fails({})).to.match(/port +\d+ on 127.0.0.1 is in use by another program.*\[JD402\]/);
      expect(await tracesOf(await localEngine(), stack.name)).to.deep.equal([]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("ends where the value of an output is wrong, in a preview and in an up", async () => {
    const stack = await stackOf(() => ({ endpoint: here(), port: pulumi.output(99_999) }));
    const wrong = /port +.*99999.*\[JD104\]/;
    expect(await saidWhenFailing(() => stack.preview())).to.match(wrong);
    expect(await stack.fails({})).to.match(wrong);
  });

  it("ends where Jenkins does not start, and what depends on it is not made", async () => {
    const port = await freePort();
    const stack = await stackOf(() => ({ endpoint: here(), port, javaOpts: "-XX:NoSuchOption" }));
    expect(await stack.fails({})).to.match(/Unrecognized VM option 'NoSuchOption'[^]*\[JD407\]/);
    expect((await stack.resourceTypes()).filter((type) => type.startsWith("random:index/randomId"))).to.have.length(1);
  });
});

describe("an inline program of which one resource is brought up", () => {
  let stack: TestStack;
  let args: Pick<JenkinsArgs, "access" | "dind" | "port">;
  before(async () => {
    args = { access: "dood", port: await freePort() };
    stack = await TestStack.create("target", {
      // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
      program: async () => {
        const jenkins = new Jenkins("ci", { endpoint: new LocalDockerHost("here").endpoint, ...args });
        new RandomId("dependent", { byteLength: 4 }, { dependsOn: [jenkins] });
        return { url: jenkins.url };
      },
    });
    await stack.up();
  });
  after(() => stack.cleanUp());

  const dependent = () => stack.upOf("random:index/randomId:RandomId", "dependent");

  it("ends where that depends on a Jenkins whose new parts are not made", async () => {
    args = { ...args, access: "dind", dind: innerRegistry() };
    // Pulumi names the first pair that it comes by.
    expect(await saidWhenFailing(dependent)).to.match(
      /'\S+' depends on '\S+' which was .*not specified in --target list/,
    );
  });

  it("ends where the checks of that Jenkins fail", async () => {
    const port = await freePort();
    const server = await listening(port);
    try {
      args = { access: "dood", port };
      expect(await saidWhenFailing(dependent)).to.match(
        /port +\d+ on 127.0.0.1 is in use by another program.*\[JD402\]/,
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

function listening(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
}
