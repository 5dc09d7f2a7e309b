import { expect } from "chai";
import { endsIn, machineAtFault } from "../../../../../components/jenkins/verify/how-it-ended";

const event = (Action: string, exitCode?: string) => JSON.stringify({ Action, Actor: { Attributes: { exitCode } } });

describe("the ends of a container", () => {
  it("are read from the engine's events", () => {
    expect(endsIn("")).to.deep.equal({ oom: false, last: undefined });
    expect(endsIn(`${event("die", "1")}\n${event("die", "5")}\n`)).to.deep.equal({ oom: false, last: 5 });
    expect(endsIn(`${event("oom")}\n${event("die", "137")}\n`)).to.deep.equal({ oom: true, last: 137 });
  });

  it("are the machine's fault where its disk is full, or its memory is short", () => {
    const fault = (oom: boolean, last: number, log = "") => machineAtFault({ oom, last }, log, "give it more");
    expect(fault(true, 137)).to.match(/want of memory: give it more$/);
    expect(fault(true, 1), "it was a child that the kernel ended").to.equal(undefined);
    expect(fault(false, 137)).to.match(/may be out of memory/);
    expect(fault(true, 137, "java.io.IOException: No space left on device")).to.match(
      /^A disk is full, .*: make room on it/,
    );
    expect(fault(false, 1, "Fatal: wrong password")).to.equal(undefined);
    expect(machineAtFault({ oom: false }, "", "")).to.equal(undefined);
  });
});
