import { expect } from "chai";
import * as path from "node:path";
import { hostFiles } from "../../../../../components/host/bootstrap/files";
import { DockerPackages, type HostSettings } from "../../../../../components/host/bootstrap/host-settings";
import { proxySettings } from "../../../../../components/text/proxy";
import { everything, usual, withBuildsEngine } from "../../../support/host-settings";
import { certificate } from "../../../support/pems";

describe("the files of a host", () => {
  const paths = (settings: HostSettings) => hostFiles(settings).map((file) => file.path);
  const content = (settings: HostSettings, at: string) => hostFiles(settings).find((file) => file.path === at)?.content;

  it("name no disk, no parameter and no port where there is none", () => {
    const plain: HostSettings = { ...usual, tls: undefined, dataDisk: undefined, region: undefined };
    expect(paths(plain)).not.to.include("/usr/local/lib/jenkins-docker-host/data-disk");
    expect(paths(plain)).not.to.include("/usr/local/lib/jenkins-docker-host/fetch-keys");
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

  it("have scripts for what is used alone", () => {
    const scripts = (settings: HostSettings) =>
      paths(settings).flatMap((at) =>
        at.startsWith("/usr/local/lib/jenkins-docker-host/") ? [path.basename(at)] : [],
      );
    expect(scripts(usual)).to.deep.equal(["set-up", "clean-up", "data-disk", "fetch-keys"]);
    expect(scripts(everything)).to.include.members(["docker-ce", "sysbox"]);
    expect(scripts(withBuildsEngine)).to.include.members(["builds-engine", "builds-firewall"]);
  });

  it("start the engine for builds behind its firewall, with its data on the data disk", () => {
    const unit = "/etc/systemd/system/user@2376.service.d/10-jenkins-docker-host.conf";
    expect(content(withBuildsEngine, unit)).to.equal(
      [
        "[Unit]",
        "After=docker.service",
        "Requires=jenkins-docker-host-builds-firewall.service",
        "After=jenkins-docker-host-builds-firewall.service",
        "RequiresMountsFor=/var/lib/docker-data",
        "AssertPathIsMountPoint=/var/lib/docker-data",
        "[Service]",
        "TasksMax=16384",
        "MemoryMax=75%",
        "",
      ].join("\n"),
    );
    const firewall = content(withBuildsEngine, "/etc/systemd/system/jenkins-docker-host-builds-firewall.service");
    expect(firewall).to.match(/^Before=network-pre\.target$/m);
    expect(content(usual, unit)).to.equal(undefined);
  });

  it("clean up after builds as their user, and not as root", () => {
    const unit = content(withBuildsEngine, "/etc/systemd/system/jenkins-docker-host-clean-up-builds.service");
    expect(unit).to.match(/^User=builds$/m);
    expect(unit).to.match(/^TimeoutStartSec=10min$/m);
    expect(content(withBuildsEngine, "/etc/systemd/system/jenkins-docker-host-clean-up.service")).not.to.contain(
      "DOCKER_HOST",
    );
  });

  it("look for renewed keys with the proxy that the settings have", () => {
    const keys = content(usual, "/etc/systemd/system/jenkins-docker-host-keys.service");
    expect(keys).to.equal("[Service]\nType=oneshot\nExecStart=/usr/local/lib/jenkins-docker-host/set-up renew_keys\n");
  });

  it("say that a machine is a spot instance, so that another market is another user-data", () => {
    expect(content({ ...usual, spot: true }, "/etc/jenkins-docker-host/settings")).to.contain("MARKET='spot'\n");
    expect(content(usual, "/etc/jenkins-docker-host/settings")).not.to.contain("MARKET");
  });

  it("pin Docker's own packages", () => {
    expect(content(everything, "/etc/apt/preferences.d/docker")).to.match(/^Pin: version 5:29\.\d+\.\d+-\*$/m);
    expect(paths(usual)).not.to.include("/etc/apt/preferences.d/docker");
  });
});

const proxy = proxySettings({ http: "http://proxy.example.org:3128", noProxy: [".example.org", "10.0.0.0/8"] });

describe("a company's proxy", () => {
  it("is told to a VM's packages, scripts and engine, which trust the company's CAs", () => {
    const registryCas = [{ address: "registry.example.org:5000", caCert: certificate }];
    const settings = {
      dockerPackages: DockerPackages.distribution,
      registryMirrors: [],
      addressPools: [],
      registryCas,
    };
    const files = hostFiles({
      ...settings,
      usernsRemap: false,
      sysbox: false,
      proxy,
      caBundle: certificate + certificate,
    });
    const text = (end: string) => files.find(({ path }) => path.endsWith(end))?.content ?? "";
    expect(text("53jenkins-docker-host")).to.equal(
      'Acquire::http::Proxy "http://proxy.example.org:3128";\nAcquire::https::Proxy "http://proxy.example.org:3128";\n',
    );
    expect(text("/settings")).to.match(/^export https_proxy='http:\/\/proxy\.example\.org:3128'$/m);
    expect(text("/settings")).to.match(/^export NO_PROXY='.*,169\.254\.169\.254,.*'$/m);
    expect(text("docker.service.d/10-jenkins-docker-host.conf")).to.match(/^Environment="HTTPS_PROXY=http:\S+:3128"$/m);
    expect(text("company-1.crt")).to.equal(certificate);
    expect(text("company-2.crt")).to.equal(certificate);
    expect(text("/etc/docker/certs.d/registry.example.org:5000/ca.crt")).to.equal(certificate);
  });
});
