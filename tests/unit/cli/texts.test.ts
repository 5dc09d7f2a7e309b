import { expect } from "chai";
import { withoutEngine } from "../../../cli/engine-check";
import { installCommands } from "../../../cli/install-docker";
import { lockText } from "../../../cli/lock-text";
import type { Machine } from "../../../components/host/local-engine";
import { parseLock } from "../../../components/jenkins/image/plugins";

const machine: Machine = {
  environment: { XDG_RUNTIME_DIR: "/run/user/1000" },
  platform: "linux",
  home: "/home/me",
  read: () => undefined,
  socketGid: (file) => (file === "/run/user/1000/docker.sock" ? 1000 : undefined),
};

describe("without an engine", () => {
  it("npm start says what it looked for, why it failed, and what to type", () => {
    const text = withoutEngine(
      machine,
      "ID=debian\n",
      "the default socket",
      "unix:///var/run/docker.sock",
      "there is no such socket.",
    );
    expect(text.split("\n").slice(0, 15)).to.deep.equal([
      "No Docker engine answers on this machine.",
      "  Looked for:",
      "    DOCKER_HOST            is not set",
      "    the Docker context     default",
      "    a socket               /var/run/docker.sock (not there)",
      "    a socket               /run/user/1000/docker.sock",
      "    a socket               /home/me/.docker/run/docker.sock (not there)",
      "    a socket               /home/me/.docker/desktop/docker.sock (not there)",
      "  Tried unix:///var/run/docker.sock (the default socket):",
      "    there is no such socket.",
      "  To go on, one of:",
      "    npm start -- --install-docker     (as root) the same as:",
      "      apt-get update",
      "      apt-get install -y docker.io",
      "      service docker start",
    ]);
    expect(text).to.contain("npm start -- --testbed");
  });

  for (const [release, known] of [
    ['ID=debian\nVERSION_ID="13"\n', true],
    ["NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian\n", true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID="fedora"\n', false],
    [undefined, false],
  ] as const) {
    it(`it ${known ? "can" : "cannot"} install one on ${
      release
        ?.split("\n")
        .find((line) => line.startsWith("ID="))
        ?.slice(3) ?? "an unknown system"
    }`, () => {
      expect(installCommands(release) !== undefined).to.equal(known);
    });
  }
});

describe("the text of a plugin lock", () => {
  it("has every plugin with its version, sorted, and can be read back", () => {
    const text = lockText("jenkins-dev:1", "id git\nversion 5.8.0\nversion 9.8\nid asm-api\n");
    expect(parseLock(text)).to.deep.equal(["asm-api:9.8", "git:5.8.0"]);
    expect(text.startsWith("# Every plugin of this stack's image")).to.equal(true);
  });
  it("is refused where a plugin has no version, or there are none", () => {
    expect(() => lockText("x:1", "id git\nid ant\nversion 1\n")).to.throw("cannot be read near: id git, id ant");
    expect(() => lockText("x:1", "")).to.throw("x:1 has no plugins");
  });
});
