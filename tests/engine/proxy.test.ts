/** Behind a company's proxy, which looks into TLS, and is the only way out of the stack's network. */
import { expect } from "chai";
import * as fs from "node:fs";
import { prove } from "../../cli/smoke/proofs";
import { execute } from "../../components/endpoint/execute";
import { Agents } from "./support/agents";
import { localEngine } from "./support/docker";
import { innerRegistry, privateRegistry } from "./support/registry";
import { runs } from "./support/runs";
import { type Config, TestStack } from "./support/stack";

describe("behind a proxy", () => {
  const { PROXY: http, PROXY_CA: ca, PROXY_LOG: log } = process.env;
  const registry = privateRegistry();
  let stack: TestStack;
  let rules: string[][] = [];
  let logged = 0;

  before(async function () {
    if (http === undefined || ca === undefined || registry === undefined) {
      console.log("    skipped: PROXY, PROXY_CA and REGISTRY_PRIVATE are not set, there is no proxy to go through");
      return this.skip();
    }
    stack = await TestStack.create("proxy");
    // For the networks. With an image of one's own, the inner engine pulls nothing yet.
    const templates = [{ name: "docker", image: "alpine:3" }];
    await stack.up({ access: "dind", ...innerRegistry(), jenkins: { agents: { templates } } });
    rules = await noOtherWayOut();
    logged = fs.readFileSync(log ?? "", "utf8").length;
    // The registry's own CA is not given: who goes through this proxy meets the proxy's.
    await stack.up(config());
  });
  after(async () => {
    for (const rule of rules) await runs("iptables", ["-D", ...rule]);
    await (stack as TestStack | undefined)?.cleanUp();
  });

  const config = (): Config => ({
    access: "dind",
    ...innerRegistry(),
    registries: [{ ...registry, caCert: undefined }],
    proxy: { http, noProxy: ["192.0.2.0/24", ".example.org"] },
    caBundle: ca, // the path of its file
    jenkins: { https: {}, bindAddress: "127.0.0.1" }, // whose front is asked directly
  });

  /** From the networks of Jenkins and of the builds' engine to the registries, but for the proxy. @returns the rules, to take them back */
  async function noOtherWayOut(): Promise<string[][]> {
    const engine = await localEngine();
    const ruleOf = async (network: string) => {
      const { Id: id } = (await engine.getNetwork(network).inspect()) as { Id: string };
      const from = ["INPUT", "-i", `br-${id.slice(0, 12)}`, "-p", "tcp"];
      return [...from, "-m", "multiport", "--dports", "5000,5443", "-j", "REJECT"];
    };
    const made = await Promise.all([stack.named(), stack.named("dind")].map(ruleOf));
    for (const rule of made) await runs("iptables", ["-I", ...rule]);
    return made;
  }

  it("pulls and builds the agents' image on the inner engine", () => {
    const requests = fs.readFileSync(log ?? "", "utf8").slice(logged);
    expect(requests).to.match(/GET \S+:5000 \/v2\/jenkins\/agent\/manifests\/\S+ 200/);
    expect(requests).to.match(/GET \S+:5000 \/v2\/library\/docker\/manifests\/\S+ 200/);
  });

  it("has a controller that reaches what is outside by it alone, and trusts what it shows, in Java, too", async () => {
    expect(
      await inController(`curl -sS -o /dev/null -w '%{http_code}' https://${registry?.address ?? ""}/v2/`),
    ).to.equal("401");
    expect(await inController(`curl -sS --noproxy '*' https://${registry?.address ?? ""}/v2/ || true`)).to.match(
      /Failed|refused/,
    );
    expect(await inController("keytool -list -cacerts -storepass changeit -alias company-1.crt")).to.contain(
      "trustedCertEntry",
    );
    const options = await inController("tr '\\0' '\\n' </proc/$(pgrep -o java)/cmdline");
    expect(options).to.match(/^-Dhttps\.proxyHost=198\.18\.50\.1$/m);
    expect(options).to.match(
      /^-Dhttp\.nonProxyHosts=localhost\|127\.0\.0\.1\|\[::1\]\|192\.0\.2\.\*\|example\.org\|\*\.example\.org$/m,
    );
  });

  it("has agents that pull, log in and push through it", async () => {
    const agents = await Agents.of(stack);
    await agents.with(async (agent) => {
      const { image: base } = agents.first().template.dockerTemplateBase;
      const push = `${registry?.address ?? ""}/${stack.name}:smoke`;
      expect(await prove(agent, { base, registries: [registry?.address ?? ""], push })).to.have.length(6);
      expect((await agent.run("docker pull --quiet busybox:latest")).output).to.contain("busybox:latest");
      const said = await agent.run(`curl -sS -o /dev/null -w '%{http_code}' https://${registry?.address ?? ""}/v2/`);
      expect(said.output).to.equal("401");
    });
  });

  it("tells builds and containers of it", async () => {
    const mirror = process.env.REGISTRY_MIRROR ?? "";
    await (
      await Agents.of(stack)
    ).with(async (agent) => {
      const fetches = `wget -q -O - ${mirror}/v2/ && echo fetched`;
      const built = await agent.run(
        `printf 'FROM alpine:3\\nRUN ${fetches}\\n' | docker build --progress plain --no-cache - 2>&1`,
      );
      expect(built.output).to.match(/\bfetched$/m);
      expect((await agent.run(`docker run --rm alpine:3 sh -c '${fetches}'`)).output).to.contain("fetched");
      const direct = await agent.run(
        `docker run --rm -e http_proxy= -e HTTP_PROXY= alpine:3 sh -c '${fetches}' || true`,
      );
      expect(direct.output).not.to.contain("fetched");
    });
  });

  it("has nothing to change in a second up and in a refresh", async () => {
    await stack.changesNothing();
  });

  async function inController(script: string): Promise<string> {
    return (await execute(await localEngine(), stack.named(), ["sh", "-c", script], "jenkins")).output;
  }
});
