import { expect } from "chai";
import { stackConfig } from "../../../stacks/config";
import { certificate } from "../support/pems";
import { block } from "../support/stack-config";

describe("a company's proxy", () => {
  it("stands once in a stack's config, and reaches its VMs", () => {
    const given = {
      proxy: block({ http: "http://p:3128" }),
      caBundle: certificate,
      registryMirrors: block(["https://m"]),
      registries: block([{ address: "r.example.org", caCert: certificate }]),
    };
    const own = block({ allowedCidrs: ["203.0.113.0/24"], registryMirrors: ["https://own"] });
    const { aws, dind, remote } = stackConfig("dev", { ...given, host: "aws", aws: own });
    expect(aws).to.deep.include({
      proxy: { http: "http://p:3128" },
      caBundle: certificate,
      registryMirrors: ["https://own"],
    });
    expect(aws).to.deep.include({ registryCas: [{ address: "r.example.org", caCert: certificate }] });
    expect(dind).to.deep.equal({ registryMirrors: ["https://m"] });
    expect(remote).to.deep.equal({ container: { registryMirrors: ["https://m"] } });
  });
});

describe("the engine for builds of the stack's VM", () => {
  const aws = (more: object) => ({ host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"], ...more }) });
  const engine = { socketPath: "/var/lib/builds-engine/docker.sock", socketGid: 2376 };

  it("is what dood uses", () => {
    expect(stackConfig("dev", aws({ buildsEngine: "rootless" })).dood).to.deep.equal(engine);
  });

  it("is in the way of no other mode", () => {
    const dind = { ...aws({ buildsEngine: "rootless" }), access: "dind", dood: block({ socketGid: 998 }) };
    expect(stackConfig("dev", dind).dood).to.deep.equal({ socketGid: 998 });
  });

  it("is not used where there is none, and beside a socket of the user's own", () => {
    const own = { socketPath: "/srv/own.sock", socketGid: 1 };
    expect(stackConfig("dev", aws({})).dood).to.equal(undefined);
    expect(stackConfig("dev", { ...aws({ buildsEngine: "rootless" }), dood: block(own) }).dood).to.deep.equal(own);
  });
});
