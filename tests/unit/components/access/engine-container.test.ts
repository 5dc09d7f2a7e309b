import { expect } from "chai";
import { engineArguments } from "../../../../components/access/engine-container";

describe("the inner engine's command line", () => {
  it("has the group of its socket, and the mirrors", () => {
    expect(engineArguments(["https://a.example", "https://b.example"], 2375)).to.deep.equal([
      "--group=2375",
      "--registry-mirror=https://a.example",
      "--registry-mirror=https://b.example",
    ]);
  });
  it("turns the containerd image store off under Sysbox", () => {
    expect(engineArguments([], 1000, true)).to.deep.equal(["--group=1000", "--feature=containerd-snapshotter=false"]);
  });
});
