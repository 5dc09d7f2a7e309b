/** access: remote, with two machines: the controller on one of them, its builds on the other. */
import { expect } from "chai";
import { connect } from "../../components/endpoint/connect";
import { execute } from "../../components/endpoint/execute";
import { prove } from "../../cli/smoke/proofs";
import { Agents } from "./support/agents";
import { dockerInside, hasImage } from "./support/docker";
import { newAuthority } from "./support/keys";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { expectRefusals } from "./support/refusals";
import { type Config, TestStack } from "./support/stack";

const buildAndRun = `
id -un
printf 'FROM alpine:3\\nRUN echo made-in-a-build >/made\\n' >Dockerfile
docker build -t from-a-build .
docker run --rm from-a-build cat /made
`;

describe("access: remote, from one machine to another", () => {
  let controllers: OtherMachine;
  let builds: OtherMachine;
  let stack: TestStack;
  let said: string;
  /** The log of a build that makes an image and runs it. */
  let log: string;

  const config = (jenkins: Config = {}): Config => ({
    host: "existing",
    existing: controllers.endpoint,
    access: "remote",
    remote: { endpoint: givenEndpoint() },
    jenkins: { port: 8080, bindAddress: "0.0.0.0", ...jenkins },
  });
  /** The controller's own engine, and the other machine's beside it. */
  function withPool(): Config {
    return { ...config(), remote: { endpoint: controllers.endpoint, pool: [{ endpoint: givenEndpoint() }] } };
  }
  /** What a user has: an address, and keys. */
  function givenEndpoint(): Config {
    const { dockerHost, caCert, clientCert, clientKey, socketGid } = builds.endpoint;
    return { dockerHost, caCert, clientCert, clientKey, socketGid };
  }

  before(async () => {
    [controllers, builds] = await Promise.all([otherMachine("docker:29-dind"), otherMachine("docker:29-dind")]);
    stack = await TestStack.create("remote");
    said = await stack.up(config());
    log = await (await stack.jenkins()).runs("image", buildAndRun);
  });
  after(async () => {
    await stack.cleanUp();
    await Promise.all([controllers.remove(), builds.remove()]);
  });

  it("says what it grants, and what builds on the controller cannot do", async () => {
    const { text } = await stack.preview();
    for (const words of [said, text]) {
      expect(words).to.contain("builds reach Docker by remote, which grants root on the builds' machine");
      expect(words).to.match(/cannot mount their workspace into containers: .*docker\.image\(\)\.inside/);
    }
  });

  it("builds and runs images as jenkins, on the other machine and not on its own", async () => {
    expect(log).to.match(/^jenkins$/m);
    expect(log).to.match(/^made-in-a-build$/m);
    expect(await hasImage(await connect(builds.endpoint), "from-a-build")).to.equal(true);
    expect(await hasImage(await connect(controllers.endpoint), "from-a-build")).to.equal(false);
  });

  it("does with a mounted workspace what it said", async () => {
    const jenkins = await stack.jenkins();
    const script = 'echo here >file; docker run --rm -v "$PWD":/w alpine:3 ls -A /w | sed s/^/saw-/';
    expect(await jenkins.runs("mount", script)).not.to.contain("saw-file");
  });

  it("has nothing to change in a second up and in a refresh", async () => {
    await stack.changesNothing();
  });

  it("is let in by its own certificate alone", async () => {
    await expectRefusals(builds.endpoint, builds.caKey);
  });

  it("comes up while the other machine is away, says so, and builds as soon as that is back", async () => {
    await builds.away();
    const whileAway = await stack.up(config({ javaOpts: "-Danother=controller" })).finally(() => builds.back());
    expect(whileAway).to.contain(`the builds' engine at ${builds.endpoint.dockerHost} does not answer this machine`);
    expect(whileAway).to.match(
      /warning: the builds' engine at tcp:\S+ is away: .* Jenkins is up, and builds work once/,
    );
    const jenkins = await stack.jenkins();
    expect(await jenkins.status("api/json")).to.equal(200);
    expect(await jenkins.build("image")).to.include({ result: "SUCCESS" });
    await stack.changesNothing();
  });

  it("keeps the keys to the controller, and out of the state and of what is printed", async () => {
    const line = builds.endpoint.clientKey.trim().split("\n")[1] ?? "";
    const engine = await connect(controllers.endpoint);
    const inspected = JSON.stringify(await engine.getContainer(stack.named()).inspect());
    await stack.configureSecret("remote.endpoint.clientKey", builds.endpoint.clientKey);
    await stack.up();
    for (const [place, text] of Object.entries({ said, inspected, state: stack.state() })) {
      expect(text.includes(line), place).to.equal(false);
    }
    const { output } = await execute(engine, stack.named(), ["stat", "-c", "%U %a", "/certs/client/key.pem"]);
    expect(output).to.equal("jenkins 444\n");
  });

  it("has a second machine for builds that ask for it", async () => {
    await stack.at(withPool());
    const script =
      "docker info --format 'first {{.Name}}'; . /certs/builds-2/env; docker info --format 'second {{.Name}}'";
    const seen = await (await stack.jenkins()).runs("pool", script);
    const name = async ({ endpoint }: OtherMachine) =>
      ((await (await connect(endpoint)).info()) as { Name: string }).Name;
    expect(seen).to.contain(`first ${await name(controllers)}`);
    expect(seen).to.contain(`second ${await name(builds)}`);
  });

  it("has a cloud for each of them, whose agents live there and build", async () => {
    await stack.at(withPool());
    const agents = await Agents.of(stack, await connect(controllers.endpoint));
    expect(agents.clouds.map(({ name }) => name)).to.deep.equal(["docker", "docker-2"]);
    for (const [index, machine] of [controllers, builds].entries()) {
      const { image: base } = agents.first(index).template.dockerTemplateBase;
      const there = await connect(machine.endpoint);
      await agents.with(async (agent) => {
        expect((await there.getContainer(agent.id).inspect()).State.Running).to.equal(true);
        expect(await prove(agent, { base, registries: [] })).to.include("builds an image");
      }, index);
    }
  });

  it("refuses what answers and is not that engine, before anything is made", async () => {
    const other = await TestStack.create("refused");
    try {
      for (const [wrong, says] of [
        [
          { caCert: (await newAuthority()).cert },
          /remote\.endpoint\.dockerHost +tcp:\S+ cannot be used: TLS: .*certificate.* +\[JD401\]/,
        ],
        [
          // An address of that machine which its certificate does not have.
          { dockerHost: `tcp://${await builds.anotherAddress()}:2376` },
          /remote\.endpoint\.dockerHost +tcp:\S+ cannot be used: TLS: .*altnames.* +\[JD401\]/,
        ],
        [
          { dockerHost: builds.endpoint.dockerHost.replace(builds.endpoint.address, "127.0.0.1.nip.invalid") },
          /does not answer this machine: its name is not known to DNS/,
        ],
      ] as [Config, RegExp][]) {
        const remote = { endpoint: { ...givenEndpoint(), ...wrong } };
        // No image of that name: an up that goes on ends there, and makes nothing either.
        const jenkins = { image: "jenkins/jenkins:9.999-there-is-none" };
        expect(await other.fails({ access: "remote", remote, jenkins })).to.match(says);
        expect(await other.resourceTypes()).not.to.include("docker:index/network:Network");
      }
    } finally {
      await other.cleanUp();
    }
  });

  it("leaves nothing on the other machine but what builds made there", async () => {
    const engine = await connect(builds.endpoint);
    expect(await engine.listContainers({ all: true })).to.deep.equal([]);
    expect(await dockerInside(await connect(controllers.endpoint), stack.named(), ["version"])).to.contain("Server");
  });
});
