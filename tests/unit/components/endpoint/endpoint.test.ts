import { expect } from "chai";
import { parseDockerHost, socketBySsh } from "../../../../components/endpoint/endpoint";

describe("an engine's address", () => {
  for (const [address, socket] of [
    ["ssh://ci", undefined],
    ["ssh://me@ci.example.org:2222/", undefined],
    ["ssh://me@ci.example.org/run/user/1000/docker.sock", "/run/user/1000/docker.sock"],
    ["ssh://corp%5Cme@ci", undefined],
    ["tcp://ci.example.org:2376", undefined],
    ["tcp://[2001:db8::1]:2376/", undefined],
  ] as const) {
    it(`may be ${address}`, () => {
      const parts = parseDockerHost(address);
      expect(parts?.scheme).to.equal(address.slice(0, 3));
      expect(parts && socketBySsh(parts)).to.equal(socket);
    });
  }

  for (const address of [
    "ssh://me:word@ci",
    "ssh://corp\\me@ci",
    "ssh://me%@ci",
    "ssh://-me@ci",
    "ssh://me@ci?x=1",
    "ssh://me@ci#part",
    "ssh://me@ci/run/docker.sock;id",
    "ssh://me@ci/run/my docker.sock",
    "tcp://ci:2376/path",
    "tcp://ci:2376?x",
    "tcp://me@ci:2376",
    "http://ci:2376",
  ]) {
    it(`may not be ${address}`, () => {
      expect(parseDockerHost(address)).to.equal(undefined);
    });
  }
});
