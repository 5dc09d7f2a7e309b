/** A machine in trouble: a full disk, an engine that restarts in the middle of an up, too little memory. It is told, and nothing is lost. */
import { expect } from "chai";
import { connect } from "../../components/endpoint/connect";
import { type EngineEvent, eventOn } from "./support/killing";
import { otherMachine, type OtherMachine } from "./support/other-machine";
import { type Config, saidWhenFailing, TestStack } from "./support/stack";

/** Of a fault of this package's. */
const trace = /unhandled exception|^\s+at .*:\d+:\d+/m;

/** What says it, where the up does not outlive it: this package, the provider, or an engine that is just ending [grpc-go: ErrClientConnClosing]. */
const tells = new RegExp(
  [
    "has stopped answering: .*run pulumi up again +\\[JD401\\]",
    "could not do a step: .*\\[JD418\\]",
    "Cannot connect to the Docker daemon",
    "docker\\.sock: no such file",
    "error during connect",
    "EOF",
    "Error response from daemon: .*the client connection is closing",
  ].join("|"),
);

describe("an engine", () => {
  let machine: OtherMachine;
  let stack: TestStack;

  before(async () => {
    machine = await otherMachine("docker:29-dind", [], { disk: "3g" });
    stack = await TestStack.create("trouble");
    await stack.up(config());
    await (await stack.jenkins()).runs("kept", "docker version");
  });
  after(async () => {
    await stack.cleanUp();
    await machine.remove();
  });

  const config = (jenkins: Config = {}): Config => ({
    host: "existing",
    existing: machine.endpoint,
    access: "dood",
    jenkins: { port: 8080, bindAddress: "0.0.0.0", ...jenkins },
  });

  async function expectKept(): Promise<void> {
    const jenkins = await stack.jenkins();
    expect(await jenkins.history("kept")).to.deep.equal(["SUCCESS"]);
    await stack.changesNothing();
  }

  describe("whose disk is full", () => {
    const filler = "/var/lib/docker/filler";
    afterEach(() => machine.run(`rm -f ${filler}`));

    for (const [what, change, tells] of [
      [
        "Jenkins starts again",
        { javaOpts: "-Dof.another=start" },
        /the engine at tcp:\S+ could not do a step: .*no space left on device\. The disk of the engine's machine is full.* \[JD418\]/,
      ],
      ["Jenkins' image is built anew", { plugins: ["ansicolor"] }, /no space left on device/],
    ] as const)
      it(`is told where ${what}, and the next up goes on when there is room`, async () => {
        await machine.run(`dd if=/dev/zero of=${filler} bs=1M`);
        const said = await saidWhenFailing(() => stack.up(config(change)));
        expect(said).to.match(tells).and.not.match(trace);
        await machine.run(`rm ${filler}`);
        await stack.up(config(change));
        await expectKept();
      });
  });

  describe("that restarts in the middle of an up", () => {
    /** The test before may have left it as it starts. */
    beforeEach(() => machine.answers());

    for (const [index, action] of ["destroy", "create", "start", "health_status: healthy"].entries())
      it(`is told, and the next up goes on: at the container's ${action}`, async () => {
        const engine = await connect(machine.endpoint);
        const over = new AbortController();
        const isIt = ({ Type, Action, Actor }: EngineEvent) =>
          Type === "container" && Action.startsWith(action) && Actor.Attributes.name === stack.named();
        const restarted = eventOn(engine, isIt, over.signal).then(() => machine.restartEngine());
        const failure = await stack
          .up(config({ javaOpts: `-Dof.another=${String(index)}` }))
          .then(() => undefined, String)
          .finally(() => {
            over.abort();
          });
        await restarted;
        // It may come back in time: the provider tries some of its calls again.
        if (failure !== undefined) expect(failure).to.match(tells).and.not.match(trace);
        await machine.answers();
        await stack.up();
        await expectKept();
      });
  });

  it("without enough memory is told, and Jenkins' home is there afterwards", async () => {
    const said = await stack.fails(config({ memoryMiB: 512, javaOpts: "-Xms700m -Xmx700m -XX:+AlwaysPreTouch" }));
    expect(said).to.match(
      /Jenkins ended again and again[^]* The kernel ended it for want of memory: give it more \(memoryMiB\), or Java less \(javaOpts\) +\[JD407\]/,
    );
    await stack.up(config());
    await expectKept();
  });
});
