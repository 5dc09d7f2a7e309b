/** Realistic edits, one after the other: a preview names exactly what changes, the same twice, and the `up` does just that. */
import { expect } from "chai";
import { expectChanges } from "./support/edits";
import { privateRegistry } from "./support/registry";
import { freePort } from "./support/ports";
import { type Config, TestStack } from "./support/stack";

interface Edit {
  title: string;
  /** Of the config before: what it becomes. */
  edit: (config: Config) => Config;
  /** `op Type name`, beside the component itself. */
  changes: string[];
}

const jenkins = (more: Config) => (config: Config) => ({
  ...config,
  jenkins: { ...(config.jenkins as Config), ...more },
});
const top = (more: Config) => (config: Config) => ({ ...config, ...more });

const casc = "replace Container jenkins-casc";
const secrets = "replace Container jenkins-secrets";
const controller = "replace Container jenkins";
const image = "replace RemoteImage jenkins";

const registry = privateRegistry() ?? { address: "registry.example.org", username: "ci", password: "word" };
const agents = (template: Config, more: Config = {}) =>
  jenkins({ agents: { ...more, templates: [{ name: "docker", ...template }] } });

const edits: Edit[] = [
  { title: "a plugin is added", edit: jenkins({ plugins: ["job-dsl:1.93"] }), changes: [image, controller] },
  { title: "a plugin is bumped", edit: jenkins({ plugins: ["job-dsl:1.94"] }), changes: [image, controller] },
  {
    title: "the controller gets more memory",
    edit: jenkins({ memoryMiB: 3072 }),
    changes: ["update Container jenkins"],
  },
  { title: "the controller gets a limit of CPUs", edit: jenkins({ cpus: 2 }), changes: [controller] },
  { title: "a line of the casc", edit: jenkins({ casc: { jenkins: { systemMessage: "CI" } } }), changes: [casc] },
  {
    title: "another line of it",
    edit: jenkins({ casc: { jenkins: { systemMessage: "CI 2", quietPeriod: 5 } } }),
    changes: [casc],
  },
  { title: "more memory for agents", edit: agents({ memoryMiB: 3072 }), changes: [casc] },
  { title: "fewer agents at a time", edit: agents({ memoryMiB: 3072 }, { containerCap: 4 }), changes: [casc] },
  {
    title: "another image under the agents'",
    edit: agents({}, { image: "jenkins/inbound-agent:latest-jdk21" }),
    changes: [casc, secrets, "replace RemoteImage jenkins-agent"],
  },
  { title: "one executor more", edit: jenkins({ executors: 3 }), changes: [casc] },
  { title: "no executors", edit: jenkins({ executors: 0 }), changes: [casc] },
  { title: "a secret", edit: top({ secrets: { token: "one" } }), changes: [secrets] },
  { title: "its rotation", edit: top({ secrets: { token: "two" } }), changes: [secrets] },
  {
    title: "a registry with a login",
    edit: top({ registries: [registry] }),
    changes: ["update docker jenkins", secrets, casc, controller, "create Volume jenkins-docker-config"],
  },
  {
    title: "its new password",
    edit: top({ registries: [{ ...registry, password: `${registry.password}-2` }] }),
    changes: ["update docker jenkins", secrets, controller],
  },
  {
    title: "the registry is not used any more",
    edit: top({ registries: [] }),
    changes: ["update docker jenkins", secrets, casc, controller, "delete Volume jenkins-docker-config"],
  },
  {
    title: "another official image",
    edit: jenkins({ image: "jenkins/jenkins:lts-jdk21" }),
    changes: [image, controller],
  },
  // How a volume goes is no property of it: the component alone shows it.
  { title: "a kept home", edit: jenkins({ retainHome: true }), changes: [] },
  { title: "a home that is not kept any more", edit: jenkins({ retainHome: false }), changes: [] },
  {
    title: "a mirror, which no engine of the stack is there to use",
    edit: top({ registryMirrors: ["https://mirror.example.org"] }),
    changes: [],
  },
];

describe("edits of a stack's config", () => {
  let stack: TestStack;
  const first: Config = { access: "dood" };
  /** The config that an edit is made in: with all edits before it. */
  const configBefore = (index: number) => edits.slice(0, index).reduce((config, { edit }) => edit(config), first);

  before(async () => {
    stack = await TestStack.create("edits");
    await stack.up(first);
  });
  after(() => stack.cleanUp());

  for (const [index, { title, edit, changes }] of edits.entries()) {
    it(`${title}: ${changes.join(", ") || "nothing"}`, () => expectEdit(configBefore(index), edit, changes));
  }

  it("another port: the controller, and its address in the casc", async () => {
    const port = await freePort();
    await expectEdit(configBefore(edits.length), jenkins({ port }), [controller, casc]);
    expect(await stack.output("url")).to.equal(`http://localhost:${String(port)}`);
  });

  it("is left with nothing to change", async () => {
    await stack.changesNothing();
  });

  async function expectEdit(from: Config, edit: (config: Config) => Config, expected: string[]): Promise<void> {
    await stack.at(from);
    const said = await expectChanges(stack, edit(from), expected);
    expect(said.includes("Jenkins (container jenkins) restarts: running builds end")).to.equal(
      expected.includes(controller),
    );
  }
});
