/** Agents on an engine of their own, by default alone: what changes them, what they survive, and the command that proves them. */
import { expect } from "chai";
import { prove } from "../../cli/smoke/proofs";
import { execute } from "../../components/endpoint/execute";
import { prepareEngine } from "../../components/jenkins/verify/prepare-engine";
import { dockerConfigFile } from "../../components/paths";
import { Agents } from "./support/agents";
import { command } from "./support/command";
import { localEngine, untilEngineIn } from "./support/docker";
import { innerRegistry, privateRegistry } from "./support/registry";
import { type Config, TestStack } from "./support/stack";

describe("agents", () => {
  let stack: TestStack;
  const registry = privateRegistry();

  const config = (jenkins: Config = {}, more: Config = {}): Config => ({
    access: "dind",
    ...innerRegistry(), // the one list for all engines
    ...(registry ? { registries: [registry] } : {}),
    secrets: { greeting: "known to Jenkins alone" },
    jenkins: { executors: 0, casc: { jenkins: { systemMessage: "${greeting}" } }, ...jenkins },
    ...more,
  });
  const templates = (template: Config = {}) => ({ agents: { templates: [{ name: "docker", ...template }] } });

  before(async () => {
    stack = await TestStack.create("agents");
    await stack.up(config());
  });
  after(() => stack.cleanUp());

  it("are where builds run: the controller has no executors, and its home is out of the engine's reach", async () => {
    expect(await inController(["grep", "numExecutors", "/var/jenkins_casc/jenkins.yaml"])).to.contain(
      "numExecutors: 0",
    );
    const { Mounts: mounts } = await (await localEngine()).getContainer(stack.named("dind")).inspect();
    expect(mounts.map(({ Destination }) => Destination)).to.have.members(["/var/lib/docker", "/var/lib/builds-engine"]);
  });

  it("have a Jenkins that knows a secret, which nobody else reads", async () => {
    expect(await (await stack.jenkins()).page("")).to.contain("known to Jenkins alone");
    expect(stack.state()).not.to.contain("known to Jenkins alone");
    const { output } = await execute(await localEngine(), stack.named(), [
      "stat",
      "-c",
      "%U %a",
      "/run/secrets/greeting",
    ]);
    expect(output).to.equal("jenkins 400\n");
  });

  it("are told of by the command diff, before they change", async () => {
    stack.configure(config({ ...templates({ memoryMiB: 512 }), timeZone: "Europe/Vienna" }));
    const { status, output } = await command(stack, ["diff"]);
    stack.configure(config());
    expect(status, output).to.equal(0);
    expect(output).to.contain("1 changed, 2 replaced.\n\n- ⚠️ Jenkins (container jenkins) restarts, for its envs");
    expect(output).to.match(/^-\s+memoryLimit: 2048\n(-.*\n)?\+\s+memoryLimit: 512$/m);
    if (registry) expect(output).not.to.contain(registry.password);
    expect(output).not.to.contain("known to Jenkins alone");
  });

  it("are not told of where the settings have a mistake, which is", async () => {
    stack.configure(config({ agents: { containerCap: 0 } }));
    const { status, output } = await command(stack, ["diff"]);
    stack.configure(config());
    expect(output).to.match(
      /1 problem in the configuration of stack \S+\n +jenkins\.agents\.containerCap +0 is not allowed/,
    );
    expect(status).to.equal(1);
  });

  it("are proved by the command smoke", async () => {
    const push = registry ? ["--push", `${registry.address}/${stack.name}:smoke`] : [];
    const { status, output } = await command(stack, ["smoke", ...push]);
    expect(output).to.contain(
      "docker, unix:///var/lib/builds-engine/docker.sock: an agent docker reaches Docker, builds an image, runs it, mounts its workspace",
    );
    if (registry) expect(output).to.contain(`logs in at ${registry.address}, pushes to`);
    // The testbed, which has a mirror, has no real Jenkins. Everywhere else the pipeline has to run.
    const standIn = process.env.REGISTRY_MIRROR !== undefined;
    expect(output).to.contain(
      standIn
        ? "no pipeline was run through Jenkins: this Jenkins has no docker-plugin"
        : "Jenkins runs a pipeline on label docker",
    );
    expect(status, output).to.equal(0);
  });

  it("change with their casc, without a restart, and a preview shows the line", async () => {
    const started = await startOfController();
    const { changes, text } = await stack.preview(config(templates({ memoryMiB: 1024 })));
    expect(changes).to.have.deep.members([
      { op: "update", type: "pulumi-jenkins-docker:index:Jenkins", name: "jenkins" },
      { op: "replace", type: "docker:index/container:Container", name: "jenkins-casc" },
    ]);
    expect(text).to.match(/memoryLimit *: 2048 => 1024/);
    await stack.up();
    expect(await startOfController()).to.equal(started);
    const agents = await Agents.of(stack);
    await agents.with(async (agent) => {
      const memory = await agents.docker(["inspect", "--format", "{{.HostConfig.Memory}}", agent.id]);
      expect(Number(memory)).to.equal(1024 * 1024 * 1024);
    });
  });

  it("lose a secret and a login that the stack does not have any more, with Jenkins", async () => {
    const there = (file: string) => inController(["sh", "-c", `test -e ${file} && echo there || echo gone`]);
    expect(await there("/run/secrets/greeting")).to.equal("there\n");
    const without = { ...config({ casc: {} }), secrets: {}, registries: [] };
    await stack.up(without);
    expect(await there("/run/secrets/greeting")).to.equal("gone\n");
    expect(await there("/run/secrets/docker/config.json")).to.equal("gone\n");
    expect(await there("/run/secrets/adminPasswordHash")).to.equal("there\n");
    const agents = await Agents.of(stack);
    expect(await agents.docker(["volume", "ls", "-q", "--filter", "name=docker-config"])).to.equal("");
    await stack.changesNothing();
    await stack.up(config());
  });

  it("have no login once the stack has none, however late the controller loses its file", async function () {
    if (!registry) {
      console.log("      skipped: REGISTRY_PRIVATE is not set, there is no registry with a login");
      return this.skip();
    }
    const agents = await Agents.of(stack);
    const volumes = () => agents.docker(["volume", "ls", "-q", "--filter", "name=docker-config"]);
    const dockerConfig = (await volumes()).trim();
    expect(dockerConfig).to.match(/docker-config/);
    const { uri } = agents.first().cloud.dockerApi.dockerHost;
    const filler = imageOf(agents);
    const wanted = { uri, dockerConfig, hasDockerConfig: false, filler, imageFile: "", imageRecord: "" };
    const engine = await localEngine();
    const prepared = () => prepareEngine("agents", engine, stack.named(), wanted, false);
    // An agent that runs keeps the volume, and finds no login in it any more.
    await agents.with(async (agent) => {
      const { warnings } = await prepared();
      expect(warnings.join()).to.match(/an agent still uses volume \S+docker-config\S+\. The logins in it are gone/);
      expect((await agent.run("cat $DOCKER_CONFIG/config.json")).output.trim()).to.equal("{}");
    });
    expect((await prepared()).warnings).to.deep.equal([]);
    expect(await inController(["ls", dockerConfigFile])).to.equal(`${dockerConfigFile}\n`);
    expect(await volumes()).to.equal("");
  });

  it("have a new image when what it is made from changes, and the old one goes", async () => {
    const before = await tagOf(await Agents.of(stack));
    await stack.up(config({ agents: { image: "jenkins/agent:latest-jdk21" } }));
    const agents = await Agents.of(stack);
    const tag = await tagOf(agents);
    expect(tag).not.to.equal(before);
    const format = "{{.Repository}}:{{.Tag}}";
    expect((await agents.docker(["image", "ls", "--format", format, tag.split(":")[0] ?? ""])).trim()).to.equal(tag);
    await agents.with((agent) => prove(agent, { base: imageOf(agents), registries: [] }));
  });

  it("say in an up what is wrong with their image, and Jenkins goes on", async () => {
    const said = await stack.fails(config({ agents: { image: "jenkins/agent:there-is-none" } }));
    expect(said).to.match(
      /jenkins\.agents +the engine at unix:\/\/\/var\/lib\/builds-engine\/docker\.sock cannot be made ready for agents:[^]*jenkins\/agent:there-is-none[^]*\[JD413\]/,
    );
    expect(await (await stack.jenkins()).status("api/json")).to.equal(200);
    await stack.up(config());
    await stack.changesNothing();
  });

  it("may be of an image in a registry that wants a login", async function () {
    if (!registry) {
      console.log("      skipped: REGISTRY_PRIVATE is not set, there is no registry with a login");
      return this.skip();
    }
    const image = `${registry.address}/${stack.name}:agent`;
    const agents = await Agents.of(stack);
    await agents.with(async (agent) => {
      const { output, status } = await agent.run(
        `docker tag ${imageOf(agents)} ${image} && docker push --quiet ${image} && docker image rm ${image}`,
      );
      expect(status, output).to.equal(0);
    });
    await stack.up(config(templates({ image, pullPolicy: "always" })));
    const own = await Agents.of(stack);
    expect(imageOf(own)).to.equal(image);
    await own.with((agent) => prove(agent, { base: image, registries: [registry.address] }));
    await stack.up(config());
  });

  it("go on with the same images and cache after their engine was killed and started again", async () => {
    const build = "printf 'FROM alpine:3\\nRUN echo kept >/kept\\n' | docker build --progress plain -t kept - 2>&1";
    const before = await Agents.of(stack);
    await before.with((agent) => agent.run(build));
    const sidecar = (await localEngine()).getContainer(stack.named("dind"));
    const certificates = () => inSidecar(["sha256sum", "/certs/server/cert.pem", "/certs/server/ca.pem"]);
    const were = await certificates();
    await sidecar.kill();
    await sidecar.start();
    await untilEngineIn(await localEngine(), sidecar.id);
    expect(await certificates()).to.equal(were);
    await before.with(async (agent) => {
      expect((await agent.run(build)).output).to.contain("CACHED");
      expect((await agent.run("docker run --rm kept cat /kept")).output).to.contain("kept");
    });
    await stack.changesNothing();
  });

  it("take nothing along when the controller starts again in a build, and leave nothing once removed", async () => {
    const agents = await Agents.of(stack);
    const agent = await agents.start();
    const volumes = await agents.volumesOf(agent);
    expect(volumes).not.to.be.empty;
    await agent.run("echo before >file");
    await (await localEngine()).getContainer(stack.named()).restart();
    await stack.up(); // until it is healthy
    expect((await agent.run("cat file")).output.trim(), "docker-plugin's watchdog finds it so").to.equal("before");
    await agent.remove();
    const left = (await agents.docker(["volume", "ls", "-q"])).split("\n");
    expect(volumes.filter((volume) => left.includes(volume))).to.deep.equal([]);
  });

  it("are missed by the command smoke where their engine is away, with the reason and a status", async () => {
    const sidecar = (await localEngine()).getContainer(stack.named("dind"));
    await sidecar.stop();
    const { status, output } = await command(stack, ["smoke"]);
    await sidecar.start();
    await untilEngineIn(await localEngine(), sidecar.id);
    expect(output).to.match(/cloud docker starts no agent docker: .*(lookup|connect|no such host|i\/o timeout)/i);
    expect(status).to.equal(1);
  });

  it("have the image that the stack made, whatever a build gives its tag to, and the next up says so", async () => {
    const agents = await Agents.of(stack);
    const tag = await tagOf(agents);
    const idOf = async () => (await agents.docker(["image", "inspect", "--format", "{{.Id}}", tag])).trim();
    await agents.with((agent) =>
      agent.run(`printf 'FROM ${tag}\\nENV POISONED=yes\\n' | docker build --quiet --tag ${tag} -`),
    );
    expect(await idOf()).not.to.equal(imageOf(agents));
    const poisoned = () => agents.with(async (agent) => (await agent.run("echo is: $POISONED")).output.trim());
    // With its last name, the engine may have lost the image: then no agent starts.
    expect(await poisoned().catch(String)).to.match(/^is:$|No such image/);
    expect(await stack.up()).to.match(/\S+ was not the image that this stack had made for agents\. It is put back/);
    const now = await Agents.of(stack);
    expect(await idOf()).to.equal(imageOf(now));
    expect(await now.with(async (agent) => (await agent.run("echo is: $POISONED")).output.trim())).to.equal("is:");
    expect(await stack.up()).not.to.contain("put back");
  });

  /** The name that the stack gave to the image that agents have. Another test gives it one of a registry, too. */
  const tagOf = async (agents: Agents) => {
    const shown = await agents.docker(["image", "inspect", "--format", "{{json .RepoTags}}", imageOf(agents)]);
    return (JSON.parse(shown) as string[]).find((tag) => tag.startsWith(stack.named())) ?? "";
  };

  const imageOf = (agents: Agents) => agents.first().template.dockerTemplateBase.image;

  async function inController(words: string[]): Promise<string> {
    return (await execute(await localEngine(), stack.named(), words, "jenkins")).output;
  }

  async function inSidecar(words: string[]): Promise<string> {
    return (await execute(await localEngine(), stack.named("dind"), words)).output;
  }

  async function startOfController(): Promise<string> {
    return (await (await localEngine()).getContainer(stack.named()).inspect()).State.StartedAt;
  }
});
