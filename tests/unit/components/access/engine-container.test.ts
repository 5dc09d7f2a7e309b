import { expect } from "chai";
import { engineArguments } from "../../../../components/access/engine-container";

describe("the inner engine's command line", () => {
  it("has the group of its socket, and the mirrors", () => {
    const settings = { isolation: "privileged", registryMirrors: ["https://a.example", "https://b.example"] } as const;
    expect(engineArguments({ ...settings, registryMirrors: [...settings.registryMirrors] }, 2375)).to.deep.equal([
      "--group=2375",
      "--registry-mirror=https://a.example",
      "--registry-mirror=https://b.example",
    ]);
  });
  it("turns the containerd image store off under Sysbox", () => {
    expect(engineArguments({ isolation: "sysbox", registryMirrors: [] }, 1000)).to.deep.equal([
      "--group=1000",
      "--feature=containerd-snapshotter=false",
    ]);
  });
});
