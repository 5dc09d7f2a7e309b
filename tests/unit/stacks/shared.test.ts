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
