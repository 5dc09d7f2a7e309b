import { expect } from "chai";
import type { Engine } from "../../../../../components/endpoint/execute";
import { untilHealthy } from "../../../../../components/jenkins/verify/healthy";

const healthy = { State: { Running: true, ExitCode: 0, Health: { Status: "healthy" } }, RestartCount: 0 };
const lost = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });

/** An engine that gives these, one after the other, and the last of them from then on. */
function engine(...answers: (object | Error)[]): Engine {
  const inspect = () => {
    const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { getContainer: () => ({ inspect }) } as unknown as Engine;
}

describe("a wait for Jenkins", () => {
  const jenkins = { what: "Jenkins", id: "0", name: "jenkins-ci" };
  const waits = async (asked: Engine, patience?: number) => {
    const said: string[] = [];
    const error = await untilHealthy("Jenkins ci", asked, [jenkins], (line) => said.push(line), patience).catch(String);
    return { said, error };
  };

  it("outlives a connection that is lost", async () => {
    expect(await waits(engine(lost, healthy))).to.deep.equal({
      said: ["waiting for Jenkins (jenkins-ci), 0 s: the engine does not answer: socket hang up"],
      error: undefined,
    });
  });

  it("does not go on for an engine that stays away, nor after another error", async () => {
    const { said, error } = await waits(engine(lost), 0.5);
    expect(said).to.have.length(1);
    expect(error).to.equal("Error: socket hang up");
    expect(await waits(engine(new TypeError("x is undefined"), healthy))).to.deep.equal({
      said: [],
      error: "TypeError: x is undefined",
    });
  });
});
