import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { renderDaemonJson } from "../../../components/host/bootstrap/daemon-json";
import { hostFiles } from "../../../components/host/bootstrap/files";
import type { HostSettings } from "../../../components/host/bootstrap/settings";
import { renderUserData, userDataLimit } from "../../../components/host/bootstrap/user-data";
import { imageParameter } from "../../../components/host/aws/image";
import { parse } from "yaml";

const usual: HostSettings = {
  engine: "distribution",
  tls: { parameter: "/pulumi-jenkins-docker/ci/dev/aws/engine" },
  dataDisk: "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0",
  region: "eu-central-1",
  registryMirrors: [],
  addressPools: [],
  usernsRemap: false,
  sysbox: false,
};

const everything: HostSettings = {
  ...usual,
  engine: "docker-ce",
  registryMirrors: ["https://mirror.example.org", "http://10.0.0.1:5000"],
  addressPools: [{ base: "10.200.0.0/16", size: 24 }],
  usernsRemap: true,
  sysbox: true,
};

/** What decides whether a release replaces VMs: the images, and the whole user-data. */
function recordable(): string {
  const images = (["ubuntu-24.04", "debian-13"] as const).flatMap((image) =>
    (["amd64", "arm64"] as const).map((architecture) => `# ${imageParameter(image, architecture)}`),
  );
  return [...images, renderUserData(usual), "# with every option", renderUserData(everything)].join("\n");
}

/** Whether a release would replace VMs without a word. */
function replacesUnsaid(released: string | undefined, now: string, changesets: string[]): boolean {
  return released !== undefined && released !== now && !changesets.some((text) => text.includes("replaces VMs"));
}

describe("the user-data", () => {
  const folder = path.join(__dirname, "recorded");

  it("is the recorded text (UPDATE_RECORDED=1 npm test -- unit writes it)", () => {
    const file = path.join(folder, "next.yaml");
    if (process.env.UPDATE_RECORDED) fs.writeFileSync(file, recordable());
    expect(recordable()).to.equal(fs.readFileSync(file, "utf8"));
  });

  it("is that of the last release, unless a changeset says that it replaces VMs", () => {
    const releases = fs
      .readdirSync(folder)
      .filter((name) => name !== "next.yaml")
      .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    const last = releases.at(-1);
    const released = last === undefined ? undefined : fs.readFileSync(path.join(folder, last), "utf8");
    const notes = path.join(__dirname, "../../../.changeset");
    const changesets = fs
      .readdirSync(notes)
      .filter((name) => name.endsWith(".md"))
      .map((name) => fs.readFileSync(path.join(notes, name), "utf8"));
    expect(replacesUnsaid(released, recordable(), changesets)).to.equal(false);
  });

  it("would be refused where it changed without such a word", () => {
    expect(replacesUnsaid("before", "after", ["a fix"])).to.equal(true);
    expect(replacesUnsaid("before", "after", ["a fix", "A newer image: replaces VMs"])).to.equal(false);
    expect(replacesUnsaid("same", "same", [])).to.equal(false);
    expect(replacesUnsaid(undefined, "first", [])).to.equal(false);
  });

  it("is under EC2's limit with every option", () => {
    expect(Buffer.byteLength(renderUserData(everything))).to.be.lessThan(userDataLimit);
  });

  it("is YAML that gives back every file as it is", () => {
    const config = parse(renderUserData(everything)) as { write_files: { path: string; content: string }[] };
    expect(config.write_files.map(({ path: at, content }) => [at, content])).to.deep.equal(
      hostFiles(everything).map(({ path: at, content }) => [at, content]),
    );
  });
});

describe("the files of a host", () => {
  const paths = (settings: HostSettings) => hostFiles(settings).map((file) => file.path);
  const content = (settings: HostSettings, at: string) => hostFiles(settings).find((file) => file.path === at)?.content;

  it("name no disk, no parameter and no port where there is none", () => {
    const plain: HostSettings = { ...usual, tls: undefined, dataDisk: undefined, region: undefined };
    expect(paths(plain)).not.to.include.members([
      "/usr/local/lib/jenkins-docker-host/data-disk",
      "/usr/local/lib/jenkins-docker-host/fetch-keys",
    ]);
    expect(content(plain, "/etc/systemd/system/docker.service.d/10-jenkins-docker-host.conf")).to.equal(
      [
        "[Unit]",
        "OnFailure=jenkins-docker-host-failed.service",
        "[Service]",
        "ExecStart=",
        "ExecStart=dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
        "",
      ].join("\n"),
    );
  });

  it("keep docker and containerd from starting without the data disk", () => {
    for (const unit of ["docker", "containerd"]) {
      const text = content(usual, `/etc/systemd/system/${unit}.service.d/10-jenkins-docker-host.conf`);
      expect(text).to.match(/^AssertPathIsMountPoint=\/var\/lib\/docker$/m);
      expect(text).to.match(/^AssertPathIsMountPoint=\/var\/lib\/containerd$/m);
    }
  });

  it("take keys from files that are there already", () => {
    const byFile: HostSettings = { ...usual, tls: {} };
    expect(paths(byFile)).not.to.include("/usr/local/lib/jenkins-docker-host/fetch-keys");
    expect(content(byFile, "/etc/docker/daemon.json")).to.contain('"tlsverify": true');
  });

  it("pin Docker's own packages", () => {
    expect(content(everything, "/etc/apt/preferences.d/docker")).to.match(/^Pin: version 5:29\.\d+\.\d+-\*$/m);
    expect(paths(usual)).not.to.include("/etc/apt/preferences.d/docker");
  });
});

describe("the engine's settings", () => {
  it("are these by default", () => {
    expect(JSON.parse(renderDaemonJson(usual))).to.deep.equal({
      "live-restore": true,
      "log-driver": "json-file",
      "log-opts": { "max-size": "10m", "max-file": "3" },
      tlsverify: true,
      tlscacert: "/etc/docker/tls/ca.pem",
      tlscert: "/etc/docker/tls/cert.pem",
      tlskey: "/etc/docker/tls/key.pem",
    });
  });

  it("have what was asked for besides", () => {
    expect(JSON.parse(renderDaemonJson(everything))).to.deep.include({
      "registry-mirrors": ["https://mirror.example.org", "http://10.0.0.1:5000"],
      "insecure-registries": ["10.0.0.1:5000"],
      "default-address-pools": [{ base: "10.200.0.0/16", size: 24 }],
      "userns-remap": "default",
      runtimes: { "sysbox-runc": { path: "/usr/bin/sysbox-runc" } },
    });
  });
});
