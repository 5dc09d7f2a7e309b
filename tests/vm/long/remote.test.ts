/** access: remote on AWS: the controller on one VM, its builds on another. One stack serves all tests, in their order. */
import { expect } from "chai";
import type { DockerEndpoint } from "../../../components/endpoint/endpoint";
import { connect } from "../../../components/endpoint/connect";
import { execute } from "../../../components/endpoint/execute";
import { hasImage } from "../../engine/support/docker";
import { clientOf } from "../../engine/support/keys";
import { innerRegistry } from "../../engine/support/registry";
import { type Config, TestStack } from "../../engine/support/stack";
import { Machine } from "../support/machine";

const vm = (more: Config = {}): Config => ({
  allowedCidrs: ["127.0.0.0/8"],
  instanceType: "t3.small",
  registryMirrors: innerRegistry().registryMirrors ?? [],
  data: { sizeGiB: 12 },
  ...more,
});
const config = (aws: Config = {}): Config => ({
  host: "aws",
  access: "remote",
  aws: vm(aws),
  remote: { host: "aws", aws: vm(aws) },
  jenkins: { memoryMiB: 1024 },
});

const buildAndRun = `
printf 'FROM alpine:3\\nRUN echo made-in-a-build >/made\\n' >Dockerfile
docker build -t from-a-build .
docker run --rm from-a-build cat /made
`;

describe("access: remote, from one VM to another", () => {
  let stack: TestStack;

  const endpoint = async (name: string) =>
    (await stack.resource("AwsDockerHost", name)).outputs.endpoint as DockerEndpoint &
      Record<"address" | "caCert" | "caKey" | "clientKey", string>;

  before(async () => {
    stack = await TestStack.create("vms");
    await stack.up(config());
  });
  after(() => stack.cleanUp());

  it("builds and runs images on the builds' VM, and not on the controller's", async () => {
    const log = await (await stack.jenkins()).runs("image", buildAndRun);
    expect(log).to.match(/^made-in-a-build$/m);
    expect(await hasImage(await connect(await endpoint("builds")), "from-a-build")).to.equal(true);
    expect(await hasImage(await connect(await endpoint("aws")), "from-a-build")).to.equal(false);
  });

  it("has let in the controller's VM, and given it a key of its own", async () => {
    const { address } = await endpoint("aws");
    const rule = await stack.resource("securityGroupIngressRule:SecurityGroupIngressRule", "builds-2376-client-1");
    expect(rule.outputs).to.include({ cidrIpv4: `${address}/32`, fromPort: 2376 });
    const engine = await connect(await endpoint("aws"));
    const { output } = await execute(engine, stack.named(), ["cat", "/certs/client/key.pem"], "jenkins");
    expect(output)
      .to.contain("PRIVATE KEY")
      .and.not.to.equal((await endpoint("builds")).clientKey);
  });

  it("has nothing to change in a second up and in a refresh", async () => {
    await stack.changesNothing();
  });

  it("changes to a new CA by an up, with every old certificate good meanwhile, and then by another forgets the old one", async () => {
    const before = { builds: await endpoint("builds"), containers: await containers() };
    const { changes } = await stack.preview(config({ ca: { generation: 2 } }));
    const replaced = changes.filter(({ op }) => op === "replace");
    // Certificates, and no machine. Of Docker's objects Pulumi knows no more than that their engine has a new one.
    expect(replaced.filter(({ type }) => !type.startsWith("tls:"))).to.deep.equal([]);
    expect(changes).to.deep.include({ op: "update", type: "docker:index/container:Container", name: "jenkins" });
    await stack.up();
    const after = await endpoint("builds");
    expect(after.caKey).not.to.equal(before.builds.caKey);
    await (await connect(before.builds)).ping(); // what another stack still has
    expect(await (await stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
    const now = await containers();
    expect(Object.keys(now).filter((name) => now[name] !== before.containers[name])).to.deep.equal([stack.named()]);

    await stack.up(config({ ca: { generation: 2, trustPrevious: false } }));
    expect(await (await connect(before.builds)).ping().catch(String)).to.match(/certificate|alert/);
    expect(await (await stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
    await stack.changesNothing();
  });

  it("is cured by an up alone when the engine's certificate has expired", async () => {
    const { id } = await stack.resource("aws:ec2/instance:Instance", "builds");
    const machine = new Machine(id);
    const { caCert, caKey } = await endpoint("builds");
    const { clientCert = "", clientKey = "" } = await clientOf({ cert: caCert, key: caKey }, -1);
    const put = (name: string, text: string) =>
      machine.run(
        `echo ${Buffer.from(text).toString("base64")} | base64 -d | sudo tee /etc/docker/tls/${name}.pem >/dev/null`,
      );
    await put("cert", clientCert);
    await put("key", clientKey);
    await machine.run("sudo systemctl restart docker");
    await stack.edit((resources) => {
      const certificate = resources.find(({ urn }) => urn.endsWith("LocallySignedCert::builds-engine"));
      Object.assign(certificate?.outputs ?? {}, { validityEndTime: "2026-01-01T00:00:00Z" });
    });
    expect(await (await connect(await endpoint("builds"))).ping().catch(String)).to.match(/expired|certificate/);
    const { changes } = await stack.preview();
    expect(changes).to.have.deep.members([
      { op: "replace", type: "tls:index/locallySignedCert:LocallySignedCert", name: "builds-engine" },
      { op: "update", type: "aws:ssm/parameter:Parameter", name: "builds" },
    ]);
    await stack.up();
    await (await connect(await endpoint("builds"))).ping();
    expect(await (await stack.jenkins()).build("image")).to.include({ result: "SUCCESS" });
  });

  /** The containers' ids on the controller's VM, by name. */
  async function containers(): Promise<Record<string, string>> {
    const all = await (await connect(await endpoint("aws"))).listContainers({ all: true });
    return Object.fromEntries(all.map(({ Id, Names }) => [(Names[0] ?? "").replace("/", ""), Id]));
  }
});
