/** Several Jenkins on one engine do not touch each other. */
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import { expect } from "chai";
import { Jenkins, LocalDockerHost } from "../../index";
import { localEngine, tracesOf } from "./support/docker";
import { JenkinsClient } from "./support/jenkins-client";
import { innerRegistry } from "./support/registry";
import { freePort } from "./support/ports";
import { TestStack } from "./support/stack";

describe("two stacks on one engine", () => {
  let one: TestStack;
  let other: TestStack;

  before(async () => {
    // Pulumi takes 100 characters, and a machine 63 for its name.
    [one, other] = await Promise.all([TestStack.create("one"), TestStack.create("other".padEnd(93, "-and-more"))]);
    await one.up({ access: "dood" });
    await other.up({ access: "dind", dind: innerRegistry() });
  });
  after(async () => {
    await one.cleanUp();
    await other.cleanUp();
  });

  it("have homes, networks and passwords of their own", async () => {
    await (await one.jenkins()).runs("only-here", "true");
    expect(await (await other.jenkins()).status("job/only-here/")).to.equal(404);
    expect(await one.output("adminPassword")).not.to.equal(await other.output("adminPassword"));
  });

  it("go one by one: what is left is as it was", async () => {
    const engine = await localEngine();
    const before = await tracesOf(engine, other.name);
    await one.destroy();
    expect(await tracesOf(engine, one.name)).to.deep.equal([]);
    expect(await tracesOf(engine, other.name)).to.deep.equal(before);
    expect(await (await other.jenkins()).status("api/json")).to.equal(200);
    await other.changesNothing();
  });

  it("does not take the port or the home volume of another stack", async () => {
    const third = await TestStack.create("third");
    try {
      const port = other.port;
      expect(await third.fails({ jenkins: { port } })).to.match(
        new RegExp(`port +${String(port)} on 127.0.0.1 is in use by container ${other.named()}\\..*\\[JD402\\]`),
      );
      expect(await third.fails({ jenkins: { homeVolume: other.named("home") } })).to.match(
        new RegExp(
          `homeVolume +volume "${other.named("home")}" is in use by container ${other.named()}\\b.*\\[JD405\\]`,
        ),
      );
      expect(await tracesOf(await localEngine(), third.name)).to.deep.equal([]);
    } finally {
      await third.cleanUp();
    }
  });
});

describe("two Jenkins in one stack, by the components", () => {
  let stack: TestStack;
  /** What the first Jenkins answered when a resource that depends on it was about to be made. */
  let statusBeforeDependent: number | undefined;

  before(async () => {
    const [left, right] = [await freePort(), await freePort()];
    const asksLeft = async () => {
      statusBeforeDependent = (await fetch(`http://localhost:${String(left)}/login`)).status;
    };
    stack = await TestStack.create("pair", {
      // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
      program: async () => {
        const { endpoint } = new LocalDockerHost("here");
        const first = new Jenkins("left", { endpoint, executors: 1, port: left });
        const second = new Jenkins("right", {
          endpoint,
          executors: 1,
          port: right,
          access: "dind",
          dind: innerRegistry(),
        });
        const hook = new pulumi.ResourceHook("asks-left", asksLeft);
        new RandomId("dependent", { byteLength: 4 }, { dependsOn: [first], hooks: { beforeCreate: [hook] } });
        return {
          left: first.url,
          leftPassword: first.adminPassword,
          right: second.url,
          rightPassword: second.adminPassword,
        };
      },
    });
    await stack.up();
  });
  after(() => stack.cleanUp());

  it("are healthy before what depends on them is made", () => {
    expect(statusBeforeDependent).to.equal(200);
  });

  it("are both there, each for itself", async () => {
    const left = new JenkinsClient(await stack.output("left"), await stack.output("leftPassword"));
    const right = new JenkinsClient(await stack.output("right"), await stack.output("rightPassword"));
    await left.runs("only-left", "docker version");
    expect(await right.status("job/only-left/")).to.equal(404);
    await right.runs("only-right", "docker version");
    await stack.changesNothing();
  });
});
