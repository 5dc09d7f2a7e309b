/** host: existing, by mutual TLS, on engines with either image store. */
import { expect } from "chai";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { innerRegistry } from "./support/registry";
import { type Config, TestStack } from "./support/stack";

interface Engine {
  title: string;
  image: string;
  words?: string[];
}

const engines: Engine[] = [
  { title: "Engine 29 with the containerd image store", image: "docker:29-dind" },
  {
    title: "Engine 29 with the older image store",
    image: "docker:29-dind",
    words: ["--feature=containerd-snapshotter=false"],
  },
  { title: "Engine 26, which knows only the older one", image: "docker:26-dind" },
];

describe("host: existing, an engine with userns-remap", () => {
  it("is refused for what needs root, before anything is made", async () => {
    const machine = await otherMachine("docker:29-dind", ["--userns-remap=default"]);
    const stack = await TestStack.create("userns");
    try {
      const said = await stack.fails({ host: "existing", existing: machine.endpoint, access: "dood" });
      expect(said).to.match(/access +"dood" needs root on the host, and the engine maps it away \(userns-remap\)/);
      expect(await stack.resourceTypes()).not.to.include("docker:index/network:Network");
    } finally {
      await stack.cleanUp();
      await machine.remove();
    }
  });
});

for (const { title, image, words } of engines) {
  describe(`host: existing, ${title}`, () => {
    let machine: OtherMachine;
    let stack: TestStack;

    before(async () => {
      machine = await otherMachine(image, words);
      stack = await TestStack.create("existing");
      stack.configure(config({ access: "dood" }));
      await stack.configureSecret("existing.clientKey", machine.endpoint.clientKey);
      await stack.up();
      await (await stack.jenkins()).runs("dood", "docker run --rm alpine:3 true && docker version");
    });
    after(async () => {
      await stack.cleanUp();
      await machine.remove();
    });

    const config = (access: Config): Config => ({
      host: "existing",
      existing: machine.endpoint,
      ...access,
      jenkins: { port: 8080, bindAddress: "0.0.0.0" },
    });

    it("runs Jenkins there, its builds by dood, and has nothing to change afterwards", async () => {
      expect(await stack.output("url")).to.equal(`http://${machine.endpoint.address}:8080`);
      expect(await stack.secretOutputs()).to.deep.equal(["adminPassword"]);
      await stack.changesNothing();
    });

    it("runs builds by dind there, too, and has nothing to change afterwards", async () => {
      await stack.up(config({ access: "dind", dind: innerRegistry() }));
      const jenkins = await stack.jenkins();
      await jenkins.runs("dind", "docker run --rm alpine:3 true && docker version");
      expect(await jenkins.history("dood")).to.deep.equal(["SUCCESS"]);
      await stack.changesNothing();
    });

    it("keeps the client's key out of the state and of what it prints", async () => {
      const { changes, text } = await stack.preview();
      expect(changes).to.deep.equal([]);
      const line = machine.endpoint.clientKey.trim().split("\n")[1] ?? "";
      expect(line).to.have.length.greaterThan(40);
      expect(stack.state().includes(line)).to.equal(false);
      expect(text.includes(line)).to.equal(false);
    });
  });
}
