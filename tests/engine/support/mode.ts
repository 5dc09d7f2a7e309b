/** What must be so in every way that builds reach Docker, on the real engine. One stack serves all its tests. */
import { expect } from "chai";
import { execute } from "../../../components/endpoint/execute";
import { reloadTokenFile } from "../../../components/paths";
import { thisMachine } from "../../../components/host/this-machine";
import { processLimits } from "../../../components/jenkins/verify/process-limits";
import { prove } from "../../../cli/smoke/proofs";
import { Agents } from "./agents";
import { type PrivateRegistry, privateRegistry, trustedHere } from "./registry";
import { dockerInside, hasImage, localEngine, tracesOf } from "./docker";
import { runs } from "./runs";
import { freePort } from "./ports";
import { type Config, TestStack } from "./stack";

/** A mode as the tests see it. */
export interface Mode {
  title: string;
  /** Its config, with a port that is free where the mode needs one. */
  config: (port: number) => Config;
  /** The container whose engine is the builds' own, by what it is called; none when they use the host's. */
  innerEngine?: (stack: TestStack) => string;
  /** Whether that engine has the home, so that builds on the controller can mount their workspace. */
  hasHome?: boolean;
}

const buildAndRun = `
id -un
mkdir -p context && cd context
printf 'FROM alpine:3\\nRUN echo made-in-a-build >/made\\n' >Dockerfile
docker build -t "$IMAGE" .
docker run --rm "$IMAGE" cat /made
echo from-the-workspace >file
docker run --rm -v "$PWD":/workspace "$IMAGE" cat /workspace/file || true
`;

/** What stands in a `config.json`. */
const loginOf = ({ username, password }: PrivateRegistry) => Buffer.from(`${username}:${password}`).toString("base64");

/** The tests of a mode. */
export function testsOfMode({ title, config: configOf, innerEngine, hasHome }: Mode): void {
  describe(title, () => {
    let stack: TestStack;
    let said: string;
    /** The log of a build that makes an image and runs it. */
    let log: string;
    const image = `from-a-build-${title.replace(/\W+/g, "-")}`;

    const registry = privateRegistry();
    let config: Config;
    const casc = { jenkins: { systemMessage: "from a changed casc" } };

    let distrust: (() => void) | undefined;

    before(async () => {
      // What the stack makes trusts it by itself; what was there before is its owner's.
      if (registry && !innerEngine) distrust = trustedHere(registry);
      config = { ...configOf(await freePort()), ...(registry ? { registries: [registry] } : {}) };
      stack = await TestStack.create("mode");
      said = await stack.up(config);
      log = await (await stack.jenkins()).runs("image", `IMAGE=${image}\n${buildAndRun}`);
    });
    after(async () => {
      const engine = await localEngine();
      await engine
        .getImage(image)
        .remove({ force: true })
        .catch(() => undefined); // only dood leaves it here
      await stack.cleanUp();
      distrust?.();
    });

    async function dockerOfBuilds(words: string[]): Promise<string> {
      return dockerInside(await localEngine(), innerEngine?.(stack) ?? stack.named(), words);
    }

    it("goes from nothing to a Jenkins that answers, and says meanwhile what it waits for", async () => {
      // The builds' engine in a container of its own is awaited first. Jenkins may be healthy by then.
      const first = innerEngine?.(stack) ?? stack.named();
      const awaited = [...new Set([first, stack.named()])].join("|");
      expect(said).to.match(new RegExp(`waiting for [^(]+ \\((${awaited})\\), \\d+ s: `));
      expect(await stack.output("access")).to.equal(config.access);
      expect(await stack.output("homeVolume")).to.equal(stack.named("home"));
      const jenkins = await stack.jenkins();
      expect(jenkins.url).to.equal(`http://localhost:${String(stack.port)}`);
      expect(await jenkins.status("api/json")).to.equal(200);
      expect((await fetch(`${jenkins.url}/api/json`)).status).to.be.oneOf([401, 403]);
    });

    it("builds and runs images as jenkins, on the engine that is the builds' own", async () => {
      expect(log).to.match(/^jenkins$/m);
      expect(log).to.match(/^made-in-a-build$/m);
      expect(log).not.to.contain("permission denied");
      expect(await dockerOfBuilds(["image", "ls", "--format", "{{.Repository}}", image])).to.equal(`${image}\n`);
      expect(await hasImage(await localEngine(), image)).to.equal(innerEngine === undefined);
    });

    it("shows a build the containers of its own engine, and no others", async () => {
      const seen = await (await stack.jenkins()).runs("containers", "docker ps -a --format 'saw {{.Names}}'");
      const sees = seen.includes(`saw ${stack.named()}`);
      expect(sees).to.equal(innerEngine === undefined);
    });

    if (hasHome) {
      it("mounts the workspace of a build into its containers", () => {
        expect(log).to.match(/^from-the-workspace$/m);
      });
    }

    if (innerEngine) {
      it("keeps the host's files from a container of a build", async () => {
        // What is made on the host is not there in the build's idea of "/".
        const engine = await localEngine();
        const { Name } = await engine.info().then((info: { Name: string }) => info);
        const script = "docker run --rm -v /:/host alpine:3 cat /host/etc/hostname | sed 's/^/hostname /'";
        const seen = await (await stack.jenkins()).runs("host", script);
        expect(seen).to.match(/^hostname \S+$/m);
        expect(seen).not.to.match(new RegExp(`^hostname ${Name}$`, "m"));
      });

      it("pulls by itself", async () => {
        const pulled = await (
          await stack.jenkins()
        ).runs("pull", "docker image rm -f busybox; docker pull busybox:latest");
        expect(pulled).to.match(/Downloaded newer image for busybox:latest|Image is up to date/);
      });
    }

    it("has agents, as the casc describes them, that build, run, mount their workspace, pull, log in and push", async () => {
      const agents = await Agents.of(stack);
      let volumes: string[] = [];
      const push = registry && `${registry.address}/${stack.name}:smoke`;
      await agents.with(async (agent) => {
        const { image: base } = agents.first().template.dockerTemplateBase;
        const shown = await prove(agent, { base, registries: registry ? [registry.address] : [], push });
        expect(shown.length).to.equal(registry ? 6 : 4);
        const usual = `docker run --rm --user 0 -v /var/run/docker.sock:/var/run/docker.sock ${base} docker ps -q --no-trunc`;
        if (!innerEngine || hasHome) expect((await agent.run(usual)).output).to.contain(agent.id);
        expect((await agent.run("id -un; docker pull --quiet alpine:3")).output).to.match(/^jenkins\s+docker.io/);
        volumes = await agents.volumesOf(agent);
        const places = [await agents.docker(["inspect", agent.id]), (await agent.run("env")).output];
        if (registry) expect(places.join()).not.to.contain(registry.password);
      });
      expect(volumes.length).to.be.greaterThan(0);
      const left = (await agents.docker(["volume", "ls", "-q"])).split("\n");
      expect(
        volumes.filter((volume) => left.includes(volume)),
        "an agent's volumes go with it",
      ).to.deep.equal([]);
    });

    it("has ten agents at a time", async () => {
      const agents = await Agents.of(stack);
      const builds = Array.from({ length: 10 }, (_, index) =>
        agents.with((agent) =>
          agent.run(
            `echo ${String(index)} >which; docker run --rm --volumes-from ${agent.id} --workdir "$PWD" alpine:3 cat which`,
          ),
        ),
      );
      expect((await Promise.all(builds)).map(({ output }) => output.trim())).to.deep.equal(Array.from("0123456789"));
    });

    it("has limits, so that a build ends itself and not the machine", async () => {
      const engine = await localEngine();
      const limits = async (name: string) => (await engine.getContainer(name).inspect()).HostConfig;
      const name = innerEngine?.(stack);
      // An engine inside has its builds beside Jenkins.
      const own = name === stack.named() ? processLimits.engine : processLimits.controller;
      expect((await limits(stack.named())).PidsLimit).to.equal(own);
      if (name === undefined || name === stack.named()) return;
      const has = await limits(name);
      expect(has.PidsLimit).to.equal(processLimits.engine);
      expect(has.Memory).to.equal(Math.floor(thisMachine().memoryMiB * 0.75) * 1024 ** 2);
      expect(has.MemorySwap, "no swap").to.equal(has.Memory);
      expect(has.CpuShares).to.equal(512);
    });

    it("has nothing to change in a second up and in a refresh", async () => {
      await stack.changesNothing();
    });

    it("gives no secret away", async () => {
      const password = await stack.output("adminPassword");
      expect(password).to.match(/^[A-Za-z0-9]{24}$/);
      const engine = await localEngine();
      const token = (await execute(engine, stack.named(), ["cat", reloadTokenFile], "jenkins")).output;
      expect(token).to.match(/^[A-Za-z0-9]{40}$/);
      const containers = await engine.listContainers({ all: true });
      const ours = containers.filter(({ Names }) => Names.some((name) => name.includes(stack.name)));
      expect(ours.length).to.be.greaterThan(2);
      expect(stack.state()).to.contain("jenkins-admin");
      const controller = await engine.getContainer(stack.named()).inspect();
      const places: Record<string, string> = {
        state: stack.state(),
        "output of up": said,
        history: JSON.stringify(await engine.getImage(controller.Image).history()),
      };
      for (const { Id, Names } of ours) {
        const container = engine.getContainer(Id);
        const inspected = await container.inspect();
        places[`inspect of ${Names.join()}`] = JSON.stringify(inspected);
        if (inspected.State.Running) places[`processes of ${Names.join()}`] = JSON.stringify(await container.top());
      }
      const expectNone = (secrets: string[], place: string, text: string) => {
        for (const secret of secrets)
          expect(text.includes(secret), `${secret.slice(0, 4)}… in ${place}`).to.equal(false);
      };
      const ofRegistry = registry ? [registry.password, loginOf(registry)] : [];
      for (const [place, text] of Object.entries(places))
        expectNone([password, token, "$2a$", "PRIVATE KEY", ...ofRegistry], place, text);
      // Other tests' keys may be on command lines of this machine: the Automation API sets secrets so.
      expectNone([password, token], "the list of all processes", await runs("ps", ["-eo", "args"]));
    });

    it("takes a changed casc without a restart, and replaces only what carries it", async () => {
      await stack.at(config);
      const started = await startOfController();
      const changed = { ...config, jenkins: { casc } };
      const { changes, text } = await stack.preview(changed);
      expect(changes).to.have.deep.members([
        { op: "update", type: "pulumi-jenkins-docker:index:Jenkins", name: "jenkins" },
        { op: "replace", type: "docker:index/container:Container", name: "jenkins-casc" },
      ]);
      expect(text).to.contain('systemMessage        : "from a changed casc"');
      expect(await stack.up(changed)).to.contain("Jenkins has read its changed casc, without a restart");
      expect(await startOfController()).to.equal(started);
      expect(await (await stack.jenkins()).page("")).to.contain("from a changed casc");
    });

    it("names the image and the container as changing when a plugin is added, and keeps the home", async () => {
      await stack.at({ ...config, jenkins: { casc } });
      const history = await (await stack.jenkins()).history("image");
      const { changes, text } = await stack.preview({ ...config, jenkins: { casc, plugins: ["job-dsl:1.93"] } });
      expect(changes).to.have.deep.members([
        { op: "update", type: "pulumi-jenkins-docker:index:Jenkins", name: "jenkins" },
        { op: "replace", type: "docker:index/remoteImage:RemoteImage", name: "jenkins" },
        { op: "replace", type: "docker:index/container:Container", name: "jenkins" },
      ]);
      expect(text).to.match(/\+ job-dsl:1\.93/);
      await stack.up();
      expect(await (await stack.jenkins()).history("image")).to.deep.equal(history);
    });

    it("is gone after destroy, with all that it made", async () => {
      await stack.destroy();
      expect(await tracesOf(await localEngine(), stack.name)).to.deep.equal([]);
    });

    async function startOfController(): Promise<string> {
      const engine = await localEngine();
      return (await engine.getContainer(stack.named()).inspect()).State.StartedAt;
    }
  });
}
