import { expect } from "chai";
import { certificatesIn, hasBuildsEngine } from "../../../../cli/status/gather";

describe("the certificates in a stack's state", () => {
  it("are those that are in force, with their ends", () => {
    const resource = (name: string, more: object) => ({
      urn: `urn:pulumi:prod::acme::tls:index/locallySignedCert:LocallySignedCert::${name}`,
      ...more,
    });
    const resources = [
      resource("ci-dind", { outputs: { validityEndTime: "2029-01-01T00:00:00Z" } }),
      resource("ci-old", { delete: true, outputs: { validityEndTime: "2026-01-01T00:00:00Z" } }),
      { urn: "urn:pulumi:prod::acme::random:index/randomId:RandomId::ci", outputs: { hex: "00" } },
      { urn: "urn:pulumi:prod::acme::pulumi:pulumi:Stack::acme-prod" },
    ];
    expect(certificatesIn(JSON.stringify({ deployment: { resources } }))).to.deep.equal([
      { name: "ci-dind", until: "2029-01-01T00:00:00Z", renewedBy: "pulumi up" },
    ]);
    expect(certificatesIn(JSON.stringify({ deployment: {} }))).to.deep.equal([]);
  });
});

describe("the engine of builds", () => {
  for (const [access, has] of [
    ["dood", true],
    ["dind", true],
    ["remote", true],
    ["fleet", false],
    ["a mode of a later version", true],
  ] as const)
    it(`is ${has ? "" : "not "}asked with access ${access}`, () => {
      expect(hasBuildsEngine(access)).to.equal(has);
    });
});
