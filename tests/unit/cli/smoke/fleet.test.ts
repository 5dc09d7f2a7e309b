import { expect } from "chai";
import { CommandError } from "../../../../cli/say";
import { newMachines, orWhatAwsSaid, type ProvenFleet, untilReady } from "../../../../cli/smoke/fleet";

/** A group that cannot make a machine, for AWS' reason; what was done to it. */
function groupWithout(problem: string, before?: string) {
  const done: string[] = [];
  let asked = 0;
  const group: ProvenFleet["group"] = {
    state: () => Promise.resolve({ desired: 1, machines: ["i-1"] }),
    resize: (desired) => Promise.resolve(void done.push(`resize ${String(desired)}`)),
    terminate: (id) => Promise.resolve(void done.push(`terminate ${id}`)),
    addressOf: () => Promise.resolve(undefined),
    // The failure before the first look is an old one.
    lastActivity: () => Promise.resolve(asked++ === 0 ? { id: "old", problem: before } : { id: "new", problem }),
  };
  return { group, done };
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error: unknown) => (error as Error).message,
  );

describe("smoke of a fleet", () => {
  const full = "There are not enough free addresses in subnet 'subnet-1' to satisfy the requested number of instances.";

  it("says in AWS' words, and in one line, why there is no machine, and wants none any more", async () => {
    const { group, done } = groupWithout(full, "an old failure");
    const given = { group, fleet: { name: "fleet-large" }, controller: {} } as unknown as ProvenFleet;
    expect(await failure(newMachines(given, 1))).to.equal(`fleet fleet-large makes no machine: ${full}`);
    expect(done).to.deep.equal(["resize 2", "resize 1"]);
  });

  it("says what AWS said while a pipeline waited for a machine, and else what the pipeline said", async () => {
    const fleet = { name: "fleet-large" };
    const late = new CommandError("build 1 of smoke-1 did not come within 900 s");
    const waiting = (group: ProvenFleet["group"], work = () => Promise.reject(late)) =>
      failure(orWhatAwsSaid({ fleet, group }, work));
    expect(await waiting(groupWithout(full, "an old failure").group)).to.equal(
      `fleet fleet-large makes no machine: ${full}`,
    );
    const { group } = groupWithout(full);
    expect(await waiting(group, () => Promise.resolve() as Promise<never>)).to.equal("none");
    const old = { ...group, lastActivity: () => Promise.resolve({ id: "old", problem: "an old failure" }) };
    expect(await waiting(old)).to.equal(late.message);
    const denied = { ...group, lastActivity: () => Promise.reject(new CommandError("the controller may not")) };
    expect(await waiting(denied)).to.equal(late.message);
    expect(await waiting(denied, () => Promise.resolve() as Promise<never>)).to.equal("none");
  });

  it("says of a machine that does not get ready what it says, and where to look", async () => {
    const refused = "ssh: connect to host 10.0.0.5 port 22: Connection refused";
    const machine = { id: "i-2", run: () => Promise.resolve({ output: `${refused}\n`, status: 255 }) };
    expect(await failure(untilReady(machine, { region: "eu-central-1" }, 0.05))).to.equal(
      `i-2 does not get ready: ${refused}. To see why: aws ec2 get-console-output --latest --output text ` +
        "--region eu-central-1 --instance-id i-2 | grep jenkins-docker-host (0.05 s)",
    );
  });

  it("lets nobody in whose host key is another one", async () => {
    const machine = {
      id: "i-2",
      run: () => Promise.resolve({ output: "Host key verification failed.\n", status: 255 }),
    };
    expect(await failure(untilReady(machine, { region: "eu-central-1" }))).to.equal(
      "i-2 shows another host key than the fleet's: Jenkins does not log in there",
    );
  });
});
