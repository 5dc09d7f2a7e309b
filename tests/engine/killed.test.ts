/** An `up` that is killed is taken up by the next one. */
import { expect } from "chai";
import { spawn } from "node:child_process";
import { localEngine } from "./support/docker";
import { cancel, realPulumi } from "./support/killing";
import { until } from "./support/jenkins-client";
import { innerRegistry } from "./support/registry";
import { TestStack } from "./support/stack";

/** Moments at which the process is killed: as soon as the engine has the thing, which is before Pulumi hears of it. */
const moments = ["network", "sidecar", "controller"] as const;
type Moment = (typeof moments)[number];

describe("an up killed half-way", () => {
  for (const moment of moments) {
    it(`when the engine has just made the ${moment}: the next one converges`, async () => {
      const stack = await TestStack.create("killed");
      try {
        stack.configure({ access: "dind", dind: innerRegistry() });
        await killUpWhen(stack, moment);
        await cancel(stack);
        await stack.up();
        expect(await (await stack.jenkins()).status("api/json")).to.equal(200);
        await stack.changesNothing();
      } finally {
        await stack.cleanUp();
      }
    });
  }

  it("while it replaces the controller: the home is there afterwards", async () => {
    const stack = await TestStack.create("killed");
    try {
      await stack.up({ access: "dood" });
      await (await stack.jenkins()).runs("kept", "true");
      const before = await idOf(stack, "controller");
      stack.configure({ access: "dood", jenkins: { javaOpts: "-Dreplaced=true" } });
      await killUpWhen(stack, "controller", before);
      await cancel(stack);
      await stack.up();
      expect(await (await stack.jenkins()).history("kept")).to.deep.equal(["SUCCESS"]);
      await stack.changesNothing();
    } finally {
      await stack.cleanUp();
    }
  });
});

/** Kills the command line, and only it, when a thing is there that was not there before. */
async function killUpWhen(stack: TestStack, moment: Moment, before?: string): Promise<void> {
  const { words, options } = stack.upCommand();
  const up = spawn("sh", ["-c", `exec ${await realPulumi()} "$@"`, "pulumi", ...words], {
    ...options,
    stdio: "ignore",
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    up.on("close", (_, signal) => {
      resolve(signal);
    }),
  );
  await until(moment, 120, async () => {
    if (up.exitCode !== null) throw new Error(`the up ended by itself, with ${String(up.exitCode)}`);
    const id = await idOf(stack, moment);
    return id !== undefined && id !== before ? id : undefined;
  });
  up.kill("SIGKILL");
  expect(await ended).to.equal("SIGKILL");
}

async function idOf(stack: TestStack, moment: Moment): Promise<string | undefined> {
  const engine = await localEngine();
  if (moment === "network") {
    return (await engine.listNetworks()).find(({ Name }) => Name === stack.named())?.Id;
  }
  const name = `/${stack.named(moment === "sidecar" ? "dind" : undefined)}`;
  return (await engine.listContainers({ all: true })).find(({ Names }) => Names.includes(name))?.Id;
}
