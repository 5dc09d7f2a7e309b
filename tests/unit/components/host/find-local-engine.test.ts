import { expect } from "chai";
import { createHash } from "node:crypto";
import { findLocalEngine, localEngineAsSet, type Machine } from "../../../../components/host/find-local-engine";

/** A Linux machine, with what a test adds. */
function machine(
  more: {
    environment?: Record<string, string>;
    files?: Record<string, string>;
    sockets?: Record<string, number>;
    platform?: NodeJS.Platform;
  } = {},
): Machine {
  return {
    environment: more.environment ?? {},
    platform: more.platform ?? "linux",
    home: "/home/me",
    read: (file) => more.files?.[file],
    socketGid: (file) => more.sockets?.[file],
    memoryMiB: 8192,
  };
}

const id = createHash("sha256").update("ci").digest("hex");
const contextFiles = (host: string) => ({
  "/home/me/.docker/config.json": '{"currentContext":"ci"}',
  [`/home/me/.docker/contexts/meta/${id}/meta.json`]: JSON.stringify({ Endpoints: { docker: { Host: host } } }),
});

describe("the engine of this machine", () => {
  it("is the system's socket, with its group", () => {
    expect(findLocalEngine(machine({ sockets: { "/var/run/docker.sock": 998 } }))).to.deep.equal({
      endpoint: {
        dockerHost: "unix:///var/run/docker.sock",
        address: "localhost",
        socketPath: "/var/run/docker.sock",
        socketGid: 998,
        memoryMiB: 8192,
      },
      because: "the socket /var/run/docker.sock",
    });
  });

  it("is the default socket where there is none, so that its absence can be told", () => {
    const { endpoint, because } = findLocalEngine(machine());
    expect(endpoint.dockerHost).to.equal("unix:///var/run/docker.sock");
    expect(endpoint).not.to.have.property("socketGid");
    expect(because).to.equal("the default socket");
  });

  for (const [dockerHost, address, socketPath] of [
    ["ssh://me@ci/run/user/1000/docker.sock", "ci", "/run/user/1000/docker.sock"],
    ["ssh://me@[2001:db8::1]", "2001:db8::1", "/var/run/docker.sock"],
    ["tcp://[2001:db8::1]:2376", "2001:db8::1", "/var/run/docker.sock"],
  ] as const) {
    it(`may be another machine's: ${dockerHost}`, () => {
      const { endpoint } = findLocalEngine(machine({ environment: { DOCKER_HOST: dockerHost } }));
      expect(endpoint).to.deep.equal({ dockerHost, address, socketPath });
    });
  }

  it("is a rootless engine, whose group is root in its containers", () => {
    const rootless = machine({
      environment: { XDG_RUNTIME_DIR: "/run/user/1000" },
      sockets: { "/run/user/1000/docker.sock": 1000 },
    });
    expect(findLocalEngine(rootless).endpoint).to.include({
      dockerHost: "unix:///run/user/1000/docker.sock",
      socketPath: "/run/user/1000/docker.sock",
      socketGid: 0,
    });
  });

  for (const platform of ["darwin", "linux"] as const) {
    it(`is Docker Desktop's on ${platform}, whose socket containers find at the usual place`, () => {
      const place = platform === "darwin" ? ".docker/run/docker.sock" : ".docker/desktop/docker.sock";
      const desktop = machine({ platform, sockets: { [`/home/me/${place}`]: 20 } });
      expect(findLocalEngine(desktop).endpoint).to.include({
        dockerHost: `unix:///home/me/${place}`,
        socketPath: "/var/run/docker.sock",
        socketGid: 0,
      });
    });
  }

  it("is what DOCKER_HOST says, before any context", () => {
    const { endpoint, because } = findLocalEngine(
      machine({ environment: { DOCKER_HOST: "ssh://me@ci.example.org" }, files: contextFiles("unix:///other.sock") }),
    );
    expect(endpoint).to.include({ dockerHost: "ssh://me@ci.example.org", address: "ci.example.org" });
    expect(because).to.equal("DOCKER_HOST");
  });

  it("is what DOCKER_HOST says, with the keys of DOCKER_CERT_PATH", () => {
    const environment = {
      DOCKER_HOST: "tcp://ci.example.org:2376",
      DOCKER_TLS_VERIFY: "1",
      DOCKER_CERT_PATH: "/certs",
    };
    const files = { "/certs/ca.pem": "CA", "/certs/cert.pem": "CERT", "/certs/key.pem": "KEY" };
    expect(findLocalEngine(machine({ environment, files })).endpoint).to.deep.include({
      caCert: "CA",
      clientCert: "CERT",
      clientKey: "KEY",
    });
  });

  it("is the current context's, with its keys", () => {
    const keys = { ca: "CA", cert: "CERT", key: "KEY" };
    const files = Object.entries(keys).map(([name, text]) => [
      `/home/me/.docker/contexts/tls/${id}/docker/${name}.pem`,
      text,
    ]);
    const { endpoint, because } = findLocalEngine(
      machine({
        files: {
          ...contextFiles("tcp://ci.example.org:2376"),
          ...(Object.fromEntries(files) as Record<string, string>),
        },
      }),
    );
    expect(endpoint).to.deep.include({ dockerHost: "tcp://ci.example.org:2376", caCert: "CA", clientKey: "KEY" });
    expect(because).to.equal("the Docker context ci");
  });

  it("is DOCKER_CONTEXT's before the one in config.json, and none when it says default", () => {
    const files = contextFiles("unix:///ci.sock");
    const sockets = { "/var/run/docker.sock": 998 };
    expect(findLocalEngine(machine({ files, sockets })).endpoint.dockerHost).to.equal("unix:///ci.sock");
    const environment = { DOCKER_CONTEXT: "default" };
    expect(findLocalEngine(machine({ files, sockets, environment })).endpoint.dockerHost).to.equal(
      "unix:///var/run/docker.sock",
    );
  });

  it("is the same with empty variables as with none", () => {
    const names = [
      "DOCKER_HOST",
      "DOCKER_CONTEXT",
      "DOCKER_CONFIG",
      "DOCKER_CERT_PATH",
      "DOCKER_TLS_VERIFY",
      "XDG_RUNTIME_DIR",
    ];
    const environment = Object.fromEntries(names.map((name) => [name, ""]));
    const sockets = { "/var/run/docker.sock": 998 };
    expect(findLocalEngine(machine({ environment, sockets }))).to.deep.equal(findLocalEngine(machine({ sockets })));
    const files = contextFiles("unix:///ci.sock");
    expect(findLocalEngine(machine({ environment, files }))).to.deep.equal(findLocalEngine(machine({ files })));
  });

  it("is none where the context it names is not there", () => {
    const environment = { DOCKER_CONTEXT: "ci" };
    expect(() => findLocalEngine(machine({ environment, sockets: { "/var/run/docker.sock": 1 } }))).to.throw(
      'DOCKER_CONTEXT  there is no Docker context "ci" on this machine. docker context ls lists them  [JD201]',
    );
  });

  it("is another one where a stack says so, with the group that it says", () => {
    const { endpoint, because } = localEngineAsSet(machine(), { dockerHost: "unix:///colima.sock", socketGid: 991 });
    expect(endpoint).to.include({ dockerHost: "unix:///colima.sock", socketGid: 991 });
    expect(because).to.equal("dockerHost");
  });

  it("is found in spite of a config.json that is no JSON", () => {
    const files = { "/home/me/.docker/config.json": "{" };
    expect(findLocalEngine(machine({ files, sockets: { "/var/run/docker.sock": 1 } })).because).to.contain(
      "the socket",
    );
  });
});
