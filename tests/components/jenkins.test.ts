import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../components/text/user-error";
import { Jenkins, type JenkinsArgs } from "../../index";
import { isSecret, preview, type Registered, tree, valueOf } from "./mocks";

const endpoint = {
  dockerHost: "unix:///var/run/docker.sock",
  address: "localhost",
  socketPath: "/var/run/docker.sock",
  socketGid: 998,
};

/** A certificate that an up is going to make. */
class Renewed extends pulumi.CustomResource {
  declare readonly certPem: pulumi.Output<string>;
}

/** Registers a Jenkins `ci` with some arguments; what came of it by short type and name. */
async function made(args: Partial<JenkinsArgs> = {}, endpointOf: () => JenkinsArgs["endpoint"] = () => endpoint) {
  let jenkins: Jenkins | undefined;
  const all = await preview(() => {
    jenkins = new Jenkins("ci", { endpoint: endpointOf(), ...args });
  });
  const find = (type: string, name: string): Record<string, unknown> => {
    const found = all.find((one) => short(one) === `${type} ${name}`);
    if (!found) throw new Error(`no ${type} ${name} in ${all.map(short).join(", ")}`);
    return found.inputs;
  };
  if (!jenkins) throw new Error("not made");
  return { all, find, jenkins };
}

const short = ({ type, name }: Registered) => `${type.split(":").at(-1) ?? ""} ${name}`;

function networksOf({ networksAdvanced }: Record<string, unknown>): string[] {
  return (networksAdvanced as { name: string }[]).map(({ name }) => name);
}

describe("Jenkins", () => {
  it("makes these things in dood", async () => {
    const { all } = await made();
    expect(all.map(short).sort()).to.deep.equal([
      "Container ci",
      "Container ci-casc",
      "Container ci-secrets",
      "Jenkins ci",
      "Network ci",
      "RandomId ci",
      "RandomPassword ci-admin",
      "RandomPassword ci-reload-token",
      "RemoteImage ci",
      "RemoteImage ci-agent",
      "RemoteImage ci-files",
      "Volume ci-casc",
      "Volume ci-home",
      "Volume ci-secrets",
      "docker ci",
    ]);
  });

  it("makes these beside them in dind", async () => {
    const dood = new Set((await made()).all.map(short));
    const { all } = await made({ access: "dind" });
    expect(
      all
        .map(short)
        .filter((one) => !dood.has(one))
        .sort(),
    ).to.deep.equal([
      "Container ci-dind",
      "Network ci-dind",
      "RemoteImage ci-dind",
      "Volume ci-dind",
      "Volume ci-dind-socket",
    ]);
  });

  it("shares no network with the builds' engine, but its socket, which the controller cannot change", async () => {
    const { find } = await made({ access: "dind" });
    const socket = { type: "volume", source: "ci-dev-dind-socket", target: "/var/lib/builds-engine" };
    const [controller, sidecar] = [find("Container", "ci"), find("Container", "ci-dind")];
    expect(sidecar.mounts).to.deep.include(socket);
    expect(controller.mounts).to.deep.include({ ...socket, readOnly: true });
    expect(networksOf(sidecar)).to.deep.equal(["ci-dev-dind"]);
    expect(networksOf(controller)).to.deep.equal(["ci-dev"]);
    expect(controller.envs).to.include("DOCKER_HOST=unix:///var/lib/builds-engine/docker.sock");
  });

  it("gives the second engine of remote a network of its own, which the front of HTTPS is not on", async () => {
    const { find } = await made({ access: "remote", remote: { container: {} }, https: {} });
    expect(networksOf(find("Container", "ci-builds"))).to.deep.equal(["ci-dev-builds"]);
    expect(networksOf(find("Container", "ci"))).to.deep.equal(["ci-dev", "ci-dev-builds"]);
    expect(networksOf(find("Container", "ci-https"))).to.deep.equal(["ci-dev"]);
  });

  it("is the parent of all of them", async () => {
    await made({ access: "dind" });
    const parents = (await tree()).filter((urn) => !urn.startsWith("pulumi-jenkins-docker:index:Jenkins"));
    expect(parents.filter((urn) => !urn.startsWith("pulumi:pulumi:Stack"))).to.deep.equal([]);
    expect(await tree()).to.include("pulumi-jenkins-docker:index:Jenkins$docker:index/container:Container ci-dind");
  });

  it("publishes the controller on loopback alone, and is not privileged", async () => {
    const controller = (await made()).find("Container", "ci");
    expect(controller.ports).to.deep.equal([{ internal: 8080, external: 8080, ip: "127.0.0.1" }]);
    expect(controller.privileged).to.equal(false);
    expect(controller.image).to.equal("sha256:image");
    expect(controller.networkMode).to.equal("bridge");
    expect(controller.groupAdds).to.deep.equal(["998"]);
  });

  it("publishes the inner engine nowhere, and privileges nothing else", async () => {
    const { find } = await made({ access: "dind" });
    const sidecar = find("Container", "ci-dind");
    expect(sidecar).not.to.have.property("ports");
    expect(sidecar.privileged).to.equal(true);
    expect(find("Container", "ci").privileged).to.equal(false);
  });

  it("privileges nothing with Sysbox", async () => {
    const { find } = await made({ access: "dind", dind: { isolation: "sysbox" } });
    expect(find("Container", "ci-dind")).to.include({ privileged: false, runtime: "sysbox-runc" });
    const embedded = await made({ access: "dind", dind: { isolation: "sysbox", placement: "embedded" } });
    expect(embedded.find("Container", "ci")).to.include({ privileged: false, runtime: "sysbox-runc" });
  });

  it("runs the sidecar as an ordinary user, with data and a socket of that user's", async () => {
    const { find } = await made({ access: "dind", dind: { isolation: "rootless" } });
    const sidecar = find("Container", "ci-dind");
    expect(find("RemoteImage", "ci-dind").name).to.equal("docker:29-dind-rootless");
    expect((sidecar.command as string[])[1]).to.match(/^exec su rootless /m);
    expect(sidecar.envs).to.include(
      "ENGINE_ARGUMENTS=--host=unix:///var/lib/builds-engine/docker.sock --host=unix:///var/run/docker.sock --group=2375",
    );
    expect(sidecar.mounts).to.deep.include({
      type: "volume",
      source: "ci-dev-dind-rootless",
      target: "/home/rootless/.local/share/docker",
    });
    expect(find("Container", "ci").groupAdds).to.deep.equal(["102374"]);
  });

  it("limits the sidecar to a part of the machine, where that is known, or to what is set", async () => {
    const memory = async (memoryMiB: number | undefined, dind = {}) => {
      const args = { access: "dind", dind } as const;
      return (await made(args, () => ({ ...endpoint, memoryMiB }))).find("Container", "ci-dind");
    };
    expect(await memory(16_000)).to.include({ memory: 12_000, memorySwap: 12_000, cpuShares: 512 });
    expect(await memory(undefined)).not.to.have.any.keys("memory", "memorySwap", "cpus");
    const set = { memoryMiB: 4096, cpus: 1.5 };
    expect(await memory(16_000, set)).to.include({ memory: 4096, memorySwap: 4096, cpus: "1.5" });
  });

  for (const [socketPath, mount] of [
    [
      "/srv/builds/docker.sock",
      { type: "bind", source: "/srv/builds", target: "/var/lib/builds-engine", readOnly: true },
    ],
    [
      "/run/user/1001/docker.sock",
      { type: "bind", source: "/run/user/1001/docker.sock", target: "/var/lib/builds-engine/docker.sock" },
    ],
    ["/run/guard.sock", { type: "bind", source: "/run/guard.sock", target: "/var/lib/builds-engine/guard.sock" }],
  ] as const) {
    it(`gives builds another engine by ${socketPath}, and nothing of its own`, async () => {
      const { all, find, jenkins } = await made({ dood: { socketPath, socketGid: 1001 } });
      const controller = find("Container", "ci");
      expect(controller.mounts).to.deep.include(mount);
      expect(JSON.stringify(controller.mounts)).not.to.contain("/var/run/docker.sock");
      expect(controller.groupAdds).to.deep.equal(["1001"]);
      expect(all.map(short)).not.to.include("RemoteImage ci-agent"); // that engine makes it
      expect(jenkins.buildEndpoint).to.equal(undefined);
      expect(find("Jenkins", "ci").dood).to.deep.equal({ socketPath, socketGid: 1001 });
    });
  }

  it("gives the sidecar the home only while builds run on the controller", async () => {
    const targets = async (executors: number) => {
      const { find } = await made({ access: "dind", executors });
      return (find("Container", "ci-dind").mounts as { target: string }[]).map(({ target }) => target);
    };
    expect(await targets(1)).to.include("/var/jenkins_home");
    expect(await targets(0)).not.to.include("/var/jenkins_home");
  });

  it("hands secrets to the engine as secrets, and no environment variable has one", async () => {
    const { find, jenkins } = await made({ access: "remote", remote: { container: {} } });
    expect(isSecret(find("Container", "ci-secrets").uploads)).to.equal(true);
    expect(isSecret(find("Container", "ci-builds").uploads)).to.equal(true);
    expect(isSecret(find("Container", "ci").uploads)).to.equal(true);
    expect(isSecret(find("Container", "ci-casc").uploads)).to.equal(false);
    expect(JSON.stringify(find("Container", "ci").envs)).not.to.match(/in clear|\$2a\$/);
    expect(await pulumi.isSecret(jenkins.adminPassword)).to.equal(true);
    expect(await pulumi.isSecret(jenkins.url)).to.equal(false);
  });

  it("keeps the address and the plain settings readable when the endpoint has a key", async () => {
    const remote = { dockerHost: "tcp://ci:2376", caCert: "ca", clientCert: "cert", clientKey: "key", address: "ci" };
    const { find, jenkins } = await made({ endpoint: pulumi.secret(remote), access: "dind", bindAddress: "0.0.0.0" });
    expect(await pulumi.isSecret(jenkins.url)).to.equal(false);
    expect(await valueOf(jenkins.url)).to.equal("http://ci:8080");
    expect(find("docker", "ci").host).to.equal("tcp://ci:2376");
  });

  it("knows all the rest in a preview that renews the endpoint's certificate", async () => {
    const { find, jenkins } = await made({ access: "dood", bindAddress: "0.0.0.0" }, () => {
      const { certPem } = new Renewed("a:b:Certificate", "renewed", { certPem: undefined });
      const keys = { caCert: "ca", clientCert: certPem, clientKey: pulumi.secret("key") };
      return pulumi.output({
        dockerHost: "tcp://ci:2376",
        ...keys,
        address: "ci",
        socketGid: 998,
        architecture: "arm64",
      });
    });
    expect(find("docker", "ci")).to.include({ host: "tcp://ci:2376", caMaterial: "ca" });
    expect(pulumi.isUnknown(find("docker", "ci").certMaterial)).to.equal(true);
    expect(find("RemoteImage", "ci").name).to.match(/^ci-dev:[0-9a-f]{12}$/);
    expect(find("Container", "ci").groupAdds).to.deep.equal(["998"]);
    expect((find("Container", "ci").mounts as object[])[3]).to.include({ source: "/var/run/docker.sock" });
    expect(await valueOf(jenkins.url)).to.equal("http://ci:8080");
  });

  it("makes a secret of an endpoint with a key, whoever forgot to", async () => {
    const remote = { dockerHost: "tcp://ci:2376", caCert: "ca", clientCert: "cert", clientKey: "key", socketGid: 1 };
    const { find, jenkins } = await made({ endpoint: { ...remote, caKey: "ca key" }, access: "dood" });
    expect(isSecret(find("docker", "ci").keyMaterial)).to.equal(true);
    expect(jenkins.buildEndpoint && (await pulumi.isSecret(jenkins.buildEndpoint))).to.equal(true);
  });

  it("gives others an endpoint that they make keys for, or none", async () => {
    const buildEndpoint = async (args: Partial<JenkinsArgs>) => {
      const { jenkins } = await made(args);
      return jenkins.buildEndpoint && (await valueOf(jenkins.buildEndpoint));
    };
    const tls = { dockerHost: "tcp://ci:2376", caCert: "ca", clientCert: "cert", clientKey: "key", socketGid: 1 };
    expect(await buildEndpoint({ endpoint: { ...tls, caKey: "ca key" } })).to.deep.equal({
      dockerHost: "tcp://ci:2376",
      caCert: "ca",
      caKey: "ca key",
      socketGid: 1,
    });
    const ssh = { dockerHost: "ssh://docker@ci", socketGid: 1 };
    expect(await buildEndpoint({ endpoint: ssh })).to.deep.equal(ssh);
    expect(await buildEndpoint({ endpoint: tls }), "without the CA's key").to.equal(undefined);
    expect(await buildEndpoint({}), "behind a socket").to.equal(undefined);
    expect(await buildEndpoint({ access: "dind" })).to.equal(undefined);
    expect(await buildEndpoint({ access: "remote", remote: { container: {} } })).to.equal(undefined);
  });

  it("shows a reviewer its settings, without the block of another mode", async () => {
    const { find } = await made({ plugins: ["git:5.8.0"] });
    expect(find("Jenkins", "ci")).to.include({ access: "dood", port: 8080, memoryMiB: 2048 });
    expect(find("Jenkins", "ci")).not.to.have.property("dind");
    expect((await made({ access: "dind" })).find("Jenkins", "ci").dind).to.deep.include({ placement: "sidecar" });
  });

  it("takes an image of one's own as it is, and an old home by its name", async () => {
    const customImage = `jenkins@sha256:${"0".repeat(64)}`;
    const { find, all, jenkins } = await made({ customImage, homeVolume: "old" });
    expect(find("RemoteImage", "ci")).to.deep.equal({ name: customImage, keepLocally: true });
    expect(all.map(short)).not.to.include("Volume ci-home");
    expect(await valueOf(jenkins.homeVolume)).to.equal("old");
  });

  it("takes outputs for values that are not known yet", async () => {
    const { find } = await made({ port: pulumi.output(9090), memoryMiB: pulumi.output(4096) });
    expect(find("Container", "ci")).to.deep.include({ memory: 4096 });
  });

  it("names every mistake in its arguments at once, before anything is registered", async () => {
    let error: unknown;
    const all = await preview(() => {
      try {
        new Jenkins("ci", { endpoint, port: 0, plugins: ["git:"], dind: {} });
      } catch (thrown) {
        error = thrown;
      }
    });
    expect(error).to.be.instanceOf(UserError);
    expect((error as UserError).message.split("\n")).to.deep.equal([
      "pulumi-jenkins-docker: 3 problems in Jenkins ci",
      '  plugins[0]  "git:" is not a plugin: ID or ID:VERSION, e.g. git or git:5.8.0  [JD301]',
      "  port        0 is not allowed: a whole number from 1 to 65535  [JD104]",
      '  dind        belongs to access "dind", and access is "dood". Remove it, or choose dind  [JD106]',
    ]);
    expect(all).to.deep.equal([]);
  });

  it("names a contradiction beside a mistake in the same casc", () => {
    const casc = { jenkins: { sytemMessage: "CI", numExecutors: 1 } };
    expect(() => new Jenkins("ci", { endpoint, casc })).to.throw(
      /2 problems[^]*sytemMessage[^]*\[JD305\][^]*numExecutors[^]*\[JD304\]/,
    );
  });
});
