/** Mistakes that only the real command line and the real engine show: the message, the status, and nothing made. */
import { expect } from "chai";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:net";
import { Jenkins } from "../../index";
import { localDockerHost, localEngine, tracesOf } from "./support/docker";
import { freePort } from "./support/ports";
import { type Config, saidWhenFailing, TestStack } from "./support/stack";

interface Mistake {
  title: string;
  config: Config;
  says: RegExp;
}

const mistakes: Mistake[] = [
  {
    title: "an unknown access mode, an unknown host and a misspelt key, all at once",
    config: { access: "dnid", host: "locale", jenkins: { pugins: ["git"] } },
    says: /3 problems in the configuration of stack \S+\n +host +"locale" is not a kind of host: local, existing, aws\. Did you mean "local"\? +\[JD102\]\n +access +"dnid" is not a way to reach Docker: dood, dind, remote, fleet\. Did you mean "dind"\? +\[JD101\]\n +jenkins\.pugins +is not a setting\. Did you mean "plugins"\? +\[JD103\]/,
  },
  {
    title: "a port out of range",
    config: { jenkins: { port: 99999 } },
    says: /jenkins\.port +99999 is not allowed: a whole number from 1 to 65535 +\[JD104\]/,
  },
  {
    title: "a plugin line that does not parse",
    config: { jenkins: { plugins: ["git:"] } },
    says: /jenkins\.plugins\[0\] +"git:" is not a plugin: ID or ID:VERSION, e\.g\. git or git:5\.8\.0 +\[JD301\]/,
  },
  {
    title: "an image tag that nobody has",
    config: { jenkins: { image: "jenkins/jenkins:9.999-there-is-none" } },
    says: /jenkins\.image +the registry has no image "jenkins\/jenkins:9\.999-there-is-none": .+ Correct its name or tag +\[JD403\]/,
  },
  {
    title: "an engine that does not answer",
    config: { local: { dockerHost: "unix:///run/there-is-none.sock", socketGid: 1 } },
    says: /local\.dockerHost +no Docker engine answers at unix:\/\/\/run\/there-is-none\.sock: there is no such socket\..* +\[JD401\]/,
  },
  {
    title: "a runtime that the engine does not have",
    config: { access: "dind", dind: { isolation: "sysbox" } },
    says: /dind\.isolation +the engine has no runtime "sysbox-runc", only .*runc.* +\[JD404\]/,
  },
  {
    title: "a home volume that is not there",
    config: { jenkins: { homeVolume: "there-is-none" } },
    says: /jenkins\.homeVolume +the engine has no volume "there-is-none"\. Create it \(docker volume create there-is-none\).* +\[JD405\]/,
  },
  {
    title: "an engine on the network without keys",
    config: { host: "existing", existing: { dockerHost: "tcp://127.0.0.1:2375", socketGid: 0 } },
    says: /existing\.clientKey +is needed with tcp:\/\/127\.0\.0\.1:2375, as a PEM: .* +\[JD202\]/,
  },
];

describe("a mistake in a stack's config", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create("mistake");
  });
  after(() => stack.cleanUp());

  for (const { title, config, says } of mistakes) {
    it(`${title}: is named with its fix, ends the command line with 1, and makes nothing`, async () => {
      stack.configure(config);
      const { status, output } = await pulumiUp(stack);
      expect(output).to.match(says);
      expect(output, "a stack trace").not.to.match(/^\s+at .*\.(ts|js):\d+/m);
      expect(status).to.not.equal(0);
      await expectNothingMade(stack);
    });
  }

  it("a port in use: is named with who uses it, and makes nothing", async () => {
    const port = await freePort();
    const server = await new Promise<Server>((resolve) => {
      const listening = createServer().listen(port, "127.0.0.1", () => {
        resolve(listening);
      });
    });
    try {
      stack.configure({ jenkins: { port } });
      const { status, output } = await pulumiUp(stack);
      expect(output).to.contain(`${String(port)} on 127.0.0.1 is in use by another program on this machine.`);
      expect(status).to.not.equal(0);
      await expectNothingMade(stack);
    } finally {
      server.close();
    }
  });
});

describe("a name that somebody else has", () => {
  it("is left to them: nothing of theirs is taken over or removed", async () => {
    const engine = await localEngine();
    const stack = await TestStack.create("taken");
    const theirs = await engine.createNetwork({ Name: stack.named() });
    try {
      const said = await stack.fails({ access: "dood" });
      expect(said).to.match(/jenkins-taken-\w+ is on this engine already, and belongs to somebody else\./);
      expect(said).to.contain("[JD406]");
      const left = await tracesOf(engine, stack.name);
      expect(left).to.deep.equal([`network ${stack.named()}`]);
    } finally {
      await theirs.remove();
      await stack.cleanUp();
    }
  });
});

describe("a mistake in a component's arguments", () => {
  it("options of a mode that was not chosen: are named, and make nothing", async () => {
    const stack = await TestStack.create("argument", {
      // eslint-disable-next-line @typescript-eslint/require-await -- a program is an async function
      program: async () => {
        new Jenkins("ci", {
          endpoint: { dockerHost: localDockerHost },
          access: "dood",
          dind: { placement: "embedded" },
        });
        return {};
      },
    });
    try {
      const said = await saidWhenFailing(() => stack.up());
      expect(said).to.match(
        /1 problem in Jenkins ci\n +dind +belongs to access "dind", and access is "dood"\. Remove it.* \[JD106\]/,
      );
      await expectNothingMade(stack);
    } finally {
      await stack.cleanUp();
    }
  });
});

/** Components may be in the state; nothing on an engine, no key and no password. */
async function expectNothingMade(stack: TestStack): Promise<void> {
  expect(await tracesOf(await localEngine(), stack.name)).to.deep.equal([]);
  const made = (await stack.resourceTypes()).filter((type) => !/^(pulumi|pulumi-jenkins-docker):/.test(type));
  expect(made).to.deep.equal([]);
}

/** The real command line, as in a terminal. */
function pulumiUp(stack: TestStack): Promise<{ status: number; output: string }> {
  const { words, options } = stack.upCommand();
  return new Promise((resolve) => {
    execFile("pulumi", words, options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}
