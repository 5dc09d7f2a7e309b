/** What can be set of a controller arrives on the engine, and stays: a second up has nothing to change. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { execute } from "../../components/endpoint/execute";
import { localEngine } from "./support/docker";
import { until } from "./support/jenkins-client";
import { pushedUntilRemoved, removePushed } from "./support/pushed-images";
import { innerRegistry, openRegistry } from "./support/registry";
import { repository, TestStack } from "./support/stack";

/** Values as people write them: of YAML 1.1 and of 1.2, quoted, plain, and in blocks. */
const scalars = [
  ...["plain text", "'it''s single'", '"double \\"quoted\\" \\u00e9"', "''", "~", "null", "2024-01-01", "12:30:45"],
  ...[
    "2001-12-14t21:59:43.10-05:00",
    "007",
    "0x1F",
    "0o17",
    "1_000",
    "1e3",
    ".inf",
    "-0",
    "3.10",
    "12345678901234567890",
  ],
  ...["yes", "No", "on", "OFF", "True", "y", "!!str 5", "*text", "a # comment", "'# none'", "^${escaped}", "é ü 漢"],
  ...[
    "|\n              two\n                lines",
    ">-\n              folded\n              text",
    "|+\n              kept\n",
  ],
];
const variables = Array.from({ length: 170 }, (_, index) => {
  const value = scalars[index % scalars.length] ?? "";
  return `          - key: "K${String(index)}" # the ${String(index)}th\n            value: ${value}\n`;
});
const longCasc = `# A casc as a team has it.
x-shared:
  text: &text "every option: 100 % # of them"
  node: &node { quietPeriod: 7, scmCheckoutRetryCount: 2 }
  variables: &variables
          - key: SHARED
            value: *text

jenkins:
  <<: *node
  systemMessage: *text
  globalNodeProperties:
    - envVars:
        env:
${variables.join("")}
    - envVars:
        env: *variables
unclassified:
  location:
    adminAddress: # nobody's yet
`;

describe("a controller with every option set", () => {
  let stack: TestStack;

  const options = {
    bindAddress: "0.0.0.0",
    executors: 1,
    memoryMiB: 1024,
    cpus: 1.5,
    javaOpts: '-Dsome.property="two words"',
    timeZone: "Europe/Vienna",
    casc: { jenkins: { systemMessage: "every option" } },
  };

  before(async () => {
    stack = await TestStack.create("options");
    await stack.up({ access: "dood", jenkins: options });
  });
  after(() => stack.cleanUp());

  it("has them on the engine", async () => {
    const engine = await localEngine();
    const { HostConfig: host, Config: config } = await engine.getContainer(stack.named()).inspect();
    expect(host.Memory).to.equal(1024 * 1024 * 1024);
    expect(host.NanoCpus).to.equal(1.5e9);
    expect(host.RestartPolicy?.Name).to.equal("unless-stopped");
    expect(host.LogConfig).to.deep.equal({ Type: "json-file", Config: { "max-file": "3", "max-size": "10m" } });
    expect(host.PortBindings).to.deep.equal({ "8080/tcp": [{ HostIp: "0.0.0.0", HostPort: String(stack.port) }] });
    expect((config as { StopTimeout?: number }).StopTimeout).to.equal(120);
    const { output } = await execute(engine, stack.named(), [
      "sh",
      "-c",
      "date +%Z; cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep '^-Dsome.property'",
    ]);
    expect(output).to.match(/^CES?T\n-Dsome\.property=two words\n$/);
    expect(await (await stack.jenkins()).page("")).to.contain("every option");
  });

  it("has nothing to change afterwards", () => stack.changesNothing());

  it("is not replaced by an older Jenkins once a newer one was up on its home: a preview warns, and an up refuses", async () => {
    await stack.at({ jenkins: options });
    const controller = (await localEngine()).getContainer(stack.named());
    const before = (await controller.inspect()).Id;
    // What Jenkins itself writes once it is up. The stand-in writes nothing.
    const noted = "echo -n 2.580.2 >/var/jenkins_home/jenkins.install.InstallUtil.lastExecVersion";
    await execute(await localEngine(), stack.named(), ["sh", "-c", noted], "jenkins");
    const older = { jenkins: { ...options, image: "jenkins/jenkins:2.570.1-lts-jdk21" } };
    const { text } = await stack.preview(older);
    expect(text).to.match(
      /warning: "jenkins\/jenkins:2\.570\.1-lts-jdk21" is older than Jenkins 2\.580\.2\. .* \[JD306\]/,
    );
    expect(await stack.fails(older)).to.match(
      /jenkins\.image +"jenkins\/jenkins:2\.570\.1-lts-jdk21" is older than Jenkins 2\.580\.2, which has run on this home.* \[JD306\]/,
    );
    expect((await controller.inspect()).Id).to.equal(before);
    // On another home it may be what is wanted. That one is not there, which is found out next.
    const elsewhere = { jenkins: { ...older.jenkins, homeVolume: "of-that-time", retainHome: true } };
    expect(await stack.fails(elsewhere))
      .to.match(/homeVolume +the engine has no volume "of-that-time"/)
      .and.not.match(/JD306/);
  });

  it("keeps a part of the casc secret that was set with --secret", async () => {
    stack.configure({ access: "dood", jenkins: options });
    await stack.configureSecret("jenkins.casc.jenkins.systemMessage", "nobody-else-s-business");
    const { text } = await stack.preview();
    expect(text).not.to.contain("nobody-else-s-business");
    await stack.up();
    expect(stack.state()).not.to.contain("nobody-else-s-business");
    expect(await (await stack.jenkins()).page("")).to.contain("nobody-else-s-business");
  });

  it("takes a changed casc while a build runs, which ends well", async () => {
    const jenkins = await stack.jenkins();
    const go = "/tmp/let-the-build-end";
    await jenkins.createJob("long", `while [ ! -e ${go} ]; do sleep 0.2; done; echo ended-well`);
    await jenkins.start("long");
    await until("the build", 60, async () =>
      (await jenkins.status("job/long/1/api/json")) === 200 ? true : undefined,
    );
    const casc = { jenkins: { systemMessage: "changed meanwhile" } };
    expect(await stack.up({ jenkins: { ...options, casc } })).to.contain(
      "has read its changed casc, without a restart",
    );
    expect((await jenkins.history("long"))[0], "it still runs").to.equal(null);
    await execute(await localEngine(), stack.named(), ["touch", go]);
    const ended = await until("its end", 60, async () => {
      const [result] = await jenkins.history("long");
      return typeof result === "string" ? result : undefined;
    });
    expect(ended).to.equal("SUCCESS");
    expect(await jenkins.page("job/long/1/consoleText")).to.contain("ended-well\nFinished");
    expect(await jenkins.page("")).to.contain("changed meanwhile");
  });

  it("refuses a bad casc with what Jenkins says, keeps to the one before, and takes the next good one", async () => {
    const said = await stack.fails({ jenkins: { ...options, casc: { nobodysPlugin: {} } } });
    expect(said).to.match(/casc +Jenkins refuses the casc, and keeps to the one before: .*nobodysPlugin.* \[JD408\]/);
    await stack.up({ jenkins: { ...options, casc: { jenkins: { systemMessage: "good again" } } } });
    expect(await (await stack.jenkins()).page("")).to.contain("good again");
  });

  it("takes a long casc of every form that YAML has, which then changes nothing", async () => {
    await stack.up({ jenkins: { ...options, casc: longCasc } });
    expect(await (await stack.jenkins()).page("")).to.contain("every option: 100 % # of them");
    await stack.changesNothing();
  });

  it("starts again with the casc before a bad one, which the next up refuses again", async () => {
    await stack.at({ jenkins: { ...options, casc: { jenkins: { systemMessage: "in force" } } } });
    const bad = { jenkins: { ...options, casc: { jenkins: { systemMessage: "${nosuch}" } } } };
    const refused = /keeps to the one before: .*Unable to resolve variable 'nosuch'.* \[JD408\]/;
    expect(await stack.fails(bad)).to.match(refused);
    await (await localEngine()).getContainer(stack.named()).restart();
    await (await stack.jenkins()).answers();
    expect(await (await stack.jenkins()).page("")).to.contain("in force");
    expect(await stack.fails(bad)).to.match(refused);
    expect(await (await stack.jenkins()).page("")).to.contain("in force");
  });

  it("says why a controller does not start with a bad casc, and starts with the corrected one", async () => {
    const other = { ...options, javaOpts: "-Dof.another=start" };
    const said = await stack.fails({ jenkins: { ...other, casc: { jenkins: { systemMessage: "${nowhere}" } } } });
    expect(said).to.match(
      /ended again and again while this up waited for it(.*\n)*?.*Unable to resolve variable 'nowhere'(.*\n)*? +\[JD407\]/,
    );
    expect(said).not.to.match(/^\s+at \S+\(/m);
    await stack.up({ jenkins: { ...other, casc: { jenkins: { systemMessage: "corrected" } } } });
    expect(await (await stack.jenkins()).page("")).to.contain("corrected");
  });

  it("says how a controller ended that does not start, with its last lines", async () => {
    const said = await stack.fails({ jenkins: { ...options, javaOpts: "-XX:NoSuchOption" } });
    expect(said).to.match(
      /jenkins-options-\w+ +Jenkins ended again and again while this up waited for it\. Its last lines .*:\n(.*\n)*? +Unrecognized VM option 'NoSuchOption'\n(.*\n)*? +\[JD407\]/,
    );
    await stack.up({ jenkins: options });
    expect(await (await stack.jenkins()).status("api/json")).to.equal(200);
  });
});

describe("an image of one's own", () => {
  let stack: TestStack | undefined;
  let image = "";

  before(async function () {
    if (!openRegistry) {
      console.log("    not run: needs a registry to push to, which the testbed has (REGISTRY_MIRROR)");
      this.skip();
    }
    image = jenkinsWith("configuration-as-code");
    stack = await TestStack.create("custom");
  });

  /** An image with a plugin, in the registry. @param script that Jenkins runs at each start @returns its name, with the digest */
  function jenkinsWith(plugin: string, script?: string): string {
    const name = `${openRegistry ?? ""}/test/custom-jenkins:1`;
    const docker = (...words: string[]) => execFileSync("docker", words, { cwd: repository }).toString();
    const bases = ["JENKINS_IMAGE=jenkins/jenkins:2.580.2-lts-jdk21", "CLI_IMAGE=docker:29-cli", `PLUGINS=${plugin}`];
    const args = bases.flatMap((arg) => ["--build-arg", arg]);
    const context = "components/jenkins/controller/image/context";
    docker("build", "-q", "--provenance=false", "--target", "controller", ...args, "-t", name, context);
    if (script !== undefined) {
      const hook = "/usr/share/jenkins/ref/init.groovy.d/zzOfAUser.groovy";
      const input = `FROM ${name}\nRUN mkdir -p ${path.posix.dirname(hook)} && echo '${script}' >${hook}\n`;
      execFileSync("docker", ["build", "-q", "--provenance=false", "-t", name, "-"], { input });
    }
    return pushedUntilRemoved(name);
  }
  after(async () => {
    await stack?.cleanUp();
    removePushed();
  });

  it("is taken as it is, by its digest", async () => {
    if (!stack) throw new Error("no stack");
    await stack.up({ jenkins: { customImage: image } });
    await (await stack.jenkins()).runs("custom", "docker version");
    await stack.changesNothing();
    expect(
      (await stack.resourceTypes()).filter((type) => type.includes("RemoteImage")),
      "its own, the files' and the agents'",
    ).to.have.length(3);
  });

  it("is no image that leaves Jenkins open: without configuration-as-code, Jenkins does not start", async () => {
    const said = await stack?.fails({ jenkins: { customImage: jenkinsWith("git") } });
    expect(said).to.match(
      /Error: pulumi-jenkins-docker: Jenkins would be open to everybody, since the plugin configuration-as-code is not there(.*\n)*? +\[JD407\]/,
    );
  });

  it("is no image whose own scripts take security away", async () => {
    const open = jenkinsWith(
      "configuration-as-code",
      "jenkins.model.Jenkins.instance.authorizationStrategy = hudson.security.AuthorizationStrategy.UNSECURED",
    );
    const said = await stack?.fails({ jenkins: { customImage: open } });
    expect(said).to.match(/casc +Jenkins answers without a login \(\/api\/json\)\. .* \[JD414\]/);
  });
});

describe("a builds' engine", () => {
  let stack: TestStack | undefined;
  before(async function () {
    if (!openRegistry) {
      console.log("    not run: needs a registry to push to, which the testbed has (REGISTRY_MIRROR)");
      this.skip();
    }
    stack = await TestStack.create("slow");
  });
  after(async () => {
    await stack?.cleanUp();
    removePushed();
  });

  /** An engine that ends at so many of its starts, as one does whose machine is busy. @returns its name, with the digest */
  function engineThatEnds(starts: number): string {
    const name = `${openRegistry ?? ""}/test/slow-dind:${String(starts)}`;
    const script = `echo >>/starts; [ "$(wc -l </starts)" -gt ${String(starts)} ] || { echo "timeout waiting for containerd" >&2; exit 1; }; exec dockerd-entrypoint.sh "$@"`;
    const input = `FROM docker:29-dind\nRUN printf '#!/bin/sh\\n%s\\n' '${script}' >/starting && chmod +x /starting\nENTRYPOINT ["/starting"]\nCMD []\n`;
    execFileSync("docker", ["build", "-q", "--provenance=false", "-t", name, "-"], { input });
    return pushedUntilRemoved(name);
  }

  it("may fail to start once: the up goes on with its next start", async () => {
    await stack?.up({ access: "dind", dind: { image: engineThatEnds(1), ...innerRegistry() } });
    await (await stack?.jenkins())?.runs("build", "docker version");
  });

  it("is given up where it ends again, with its last lines", async () => {
    const said = await stack?.fails({ access: "dind", dind: { image: engineThatEnds(1000), ...innerRegistry() } });
    expect(said).to.match(
      /jenkins-slow-\w+-dind +the builds' Docker engine ended again and again while this up waited for it\. Its last lines .*:\n +timeout waiting for containerd\n(.*\n)*? +\[JD407\]/,
    );
  });
});
