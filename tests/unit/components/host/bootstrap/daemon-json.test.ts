import { expect } from "chai";
import { renderBuildsEngineJson, renderDaemonJson } from "../../../../../components/host/bootstrap/daemon-json";
import { everything, usual } from "../../../support/host-settings";

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

describe("the settings of the engine for builds", () => {
  it("are a socket of its user's group, its data on the data disk, and the mirrors", () => {
    const registryMirrors = ["http://10.0.0.1:5000"];
    expect(JSON.parse(renderBuildsEngineJson({ ...usual, registryMirrors }))).to.deep.equal({
      hosts: ["unix:///var/lib/builds-engine/docker.sock"],
      group: "0",
      "data-root": "/var/lib/docker-data/builds/data",
      "log-driver": "json-file",
      "log-opts": { "max-size": "10m", "max-file": "3" },
      "registry-mirrors": registryMirrors,
      "insecure-registries": ["10.0.0.1:5000"],
    });
  });
});
