import { expect } from "chai";
import { withoutEngine } from "../../../cli/engine-check";
import type { Machine } from "../../../components/host/find-local-engine";

const machine: Machine = {
  environment: { XDG_RUNTIME_DIR: "/run/user/1000" },
  platform: "linux",
  home: "/home/me",
  read: () => undefined,
  socketGid: (file) => (file === "/run/user/1000/docker.sock" ? 1000 : undefined),
  memoryMiB: 8192,
};

describe("without an engine", () => {
  it("npm start says what it looked for, why it failed, and what to type", () => {
    const text = withoutEngine(
      machine,
      "ID=debian\nVERSION_CODENAME=trixie\n",
      "the default socket",
      "unix:///var/run/docker.sock",
      "there is no such socket.",
    );
    expect(text.split("\n").slice(0, 12)).to.deep.equal([
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
      "    npm start -- --install            as root or by sudo: installs the distribution's Docker, or Docker's own if that is older than 25",
    ]);
    expect(text).to.contain("npm start -- --testbed");
  });
});
