import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import { hostFiles } from "../../../../../components/host/bootstrap/files";
import { renderSetUpScript } from "../../../../../components/host/bootstrap/bootstrap-script";
import type { HostSettings } from "../../../../../components/host/bootstrap/host-settings";

const settings: HostSettings = {
  dockerPackages: "distribution",
  registryMirrors: [],
  addressPools: [],
  usernsRemap: false,
  sysbox: false,
};
const keys = { ca: "the ca\n", cert: "the cert\n", key: "the key\n" };

describe("the set-up script for a machine that is there", () => {
  /** What it does, with commands that only say so. */
  const traced = (script: string) =>
    execFileSync("bash", ["-s"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, SUDO_USER: "admin" },
      input: script
        .replace("set -euo pipefail", 'install() { echo "install $*"; }\nusermod() { echo "usermod $*"; }')
        .replace("command -v dockerd", "false")
        .replace("/usr/local/lib/jenkins-docker-host/set-up\n[", "echo set-up\n["),
    })
      .trim()
      .split("\n");

  it("puts every file in place, runs the set-up, and lets the user who ran it use Docker", () => {
    expect(traced(renderSetUpScript(settings))).to.deep.equal([
      ...hostFiles(settings).map(({ path, mode }) => `install -D -m ${mode} /dev/stdin ${path}`),
      "set-up",
      "usermod -aG docker admin",
    ]);
  });

  it("puts keys in place that root alone may read", () => {
    const said = traced(renderSetUpScript({ ...settings, tls: {} }, keys));
    expect(said).to.include("install -D -m 0400 /dev/stdin /etc/docker/tls/key.pem");
    expect(said[0]).to.equal("install -d -m 0700 /etc/docker/tls");
  });

  it("puts a file in place whole, whatever its lines are, and runs none of them", () => {
    const text = "END_OF_FILE\nusermod of-the-file\nEND_OF_FILE_\n$(usermod of-the-file)\n";
    const said = traced(renderSetUpScript({ ...settings, tls: {} }, { ...keys, ca: text }));
    expect(said.filter((line) => line.includes("of-the-file"))).to.deep.equal([]);
    const whole = renderSetUpScript({ ...settings, tls: {} }, { ...keys, ca: text }).split("\n");
    const from = whole.findIndex((line) => line.startsWith("install -D -m 0400 /dev/stdin /etc/docker/tls/ca.pem"));
    const end = /<<'(\w+)'$/.exec(whole[from] ?? "")?.[1] ?? "";
    expect(whole.slice(from + 1, whole.indexOf(end, from)).join("\n")).to.equal(text.trimEnd());
  });

  it("leaves a Docker alone that is somebody else's", () => {
    const { status, stderr } = spawnSync("bash", ["-s"], {
      encoding: "utf8",
      input: `dockerd() { :; }\n${renderSetUpScript(settings)}`,
    });
    expect(status).to.equal(1);
    expect(stderr).to.equal("this machine has a Docker already, which is left as it is: use it as host: existing\n");
  });

  it("stops where it has no keys and the machine neither", () => {
    const { status, stderr } = spawnSync("bash", ["-s"], {
      encoding: "utf8",
      input: renderSetUpScript({ ...settings, tls: {} })
        .replace("command -v dockerd", "false")
        .replace("install -d", "true"),
    });
    expect(status).to.equal(1);
    expect(stderr).to.equal("/etc/docker/tls/ca.pem is needed first\n");
  });
});
