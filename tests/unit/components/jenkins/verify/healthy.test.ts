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
  const logs = () => Promise.resolve(Buffer.alloc(0));
  const carrier = () => Promise.resolve({ Created: written });
  return {
    getContainer: (id: string) => ({ inspect: id === "carrier" ? carrier : inspect, logs }),
  } as unknown as Engine;
}

const written = "2026-11-28T10:00:00Z";
/** A container that has ended so many times, and whose last start was then. */
const ended = (times: number, at: string) => ({
  State: { Running: true, ExitCode: 5, StartedAt: at, Health: { Status: "starting", Log: [] } },
  RestartCount: times,
});

describe("a wait for Jenkins", () => {
  const jenkins = { what: "Jenkins", id: "0", name: "jenkins-ci" };
  const waits = async (asked: Engine, patience?: number, writtenBy?: string[]) => {
    const said: string[] = [];
    const error = await untilHealthy(
      "Jenkins ci",
      asked,
      [{ ...jenkins, writtenBy }],
      (line) => said.push(line.replace(/\d+ s/, "N s")), // a busy machine looks later
      patience,
    ).catch(String);
    return { said, error };
  };

  it("does not count how the container ended with what was there before", async function () {
    this.timeout(20_000); // a look each second
    const [before, after] = ["2026-11-28T09:59:00Z", "2026-11-28T10:01:00Z"];
    const corrected = engine(ended(7, before), ended(8, after), healthy);
    expect((await waits(corrected, undefined, ["carrier"])).error).to.equal(undefined);
    const still = engine(ended(7, before), ended(8, after), ended(10, after), healthy);
    expect((await waits(still, undefined, ["carrier"])).error).to.match(/ended again and again/);
  });

  it("outlives one start that fails, and gives up what ends again", async function () {
    this.timeout(20_000); // a look each second
    const once = await waits(engine(ended(0, written), ended(1, written), healthy));
    expect(once).to.deep.equal({
      said: [
        "waiting for Jenkins (jenkins-ci), N s: starting",
        "waiting for Jenkins (jenkins-ci), N s: it ended, and is started again",
      ],
      error: undefined,
    });
    const again = engine(ended(0, written), ended(1, written), ended(2, written), healthy);
    expect((await waits(again)).error).to.match(
      /Jenkins ended again and again while this up waited for it\. Its last lines/,
    );
  });

  it("ends for a container that judges what it did before, but not where it has ended", async function () {
    this.timeout(20_000); // a look each second
    const unhealthy = (more: object, times = 0) => ({
      State: {
        Running: true,
        Restarting: false,
        ExitCode: 0,
        StartedAt: written,
        Health: { Status: "unhealthy" },
        ...more,
      },
      RestartCount: times,
    });
    const judging = (...answers: object[]) =>
      untilHealthy("Jenkins ci", engine(...answers), [{ ...jenkins, ranBefore: true }], () => undefined).catch(String);
    expect(await judging(unhealthy({}))).to.equal(undefined);
    const ends = [
      unhealthy({ Restarting: true }),
      unhealthy({ Restarting: true }, 1),
      unhealthy({ Restarting: true }, 2),
    ];
    expect(await judging(...ends)).to.match(/ended again and again/);
    const said: string[] = [];
    await untilHealthy("Jenkins ci", engine(unhealthy({}), healthy), [jenkins], (line) => said.push(line));
    expect(said, "another container is waited for").to.have.length(1);
  });

  it("takes one end for a failure, where the container had worked before", async () => {
    const away = (state: object, times: number) => ({
      ...ended(times, written),
      State: { ...ended(times, written).State, ...state },
    });
    const waiting = (...answers: object[]) =>
      untilHealthy("Jenkins ci", engine(...answers), [{ ...jenkins, mayEnd: false }], () => undefined).catch(String);
    expect(await waiting(away({ Restarting: true }, 7))).to.match(/Jenkins ends when it is started\. Its last lines/);
    expect(await waiting(away({}, 7), away({}, 8), healthy)).to.match(/Jenkins ends when it is started/);
    expect(await waiting(away({}, 7), healthy)).to.equal(undefined);
  });

  it("says what to do for a container that is gone, whatever wrote its files", async () => {
    const gone = Object.assign(new Error("no such container"), { statusCode: 404 });
    expect((await waits(engine(gone), undefined, ["carrier"])).error).to.match(
      /Jenkins is in the stack's state, and not on this engine\..*pulumi up --refresh.*\[JD407\]/,
    );
  });

  it("outlives a connection that is lost", async () => {
    expect(await waits(engine(lost, healthy))).to.deep.equal({
      said: ["waiting for Jenkins (jenkins-ci), N s: the engine does not answer: socket hang up"],
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
