import { expect } from "chai";
import { changeset, renewed, untouched } from "../../../../../.github/scripts/pins/renewal";

describe("a renewal", () => {
  const renewals = [
    { from: "docker:9-dind", to: "docker:10-dind" },
    { from: "web:1", to: "web:2" },
    { from: "20250923", to: "20251003" },
  ];

  it("moves whole pins in whatever text", () => {
    expect(renewed('dind: "docker:9-dind", `docker:9-dind` is it, and docker:9-dind.', renewals)).to.equal(
      'dind: "docker:10-dind", `docker:10-dind` is it, and docker:10-dind.',
    );
    expect(renewed("stable/20250923/${architecture}", renewals)).to.equal("stable/20251003/${architecture}");
    expect(renewed('UBUNTU = ("20250101", "20250923")', renewals)).to.equal('UBUNTU = ("20250101", "20251003")');
  });

  it("leaves what only looks like one", () => {
    for (const text of ["my/docker:9-dind", "docker:9-dind-rootless", "web:1.8", "v0.0.0-20250923161754", "a-20250923"])
      expect(renewed(text, renewals)).to.equal(text);
  });

  it("leaves what was: the changelog, and the recorded user-data of releases", () => {
    const files = ["CHANGELOG.md", ".changeset/host-aws.md", "package-lock.json", ".github/workflows/ci.yml"];
    const recorded = "tests/unit/components/host/bootstrap/recorded";
    expect([...files, `${recorded}/1.0.0.yaml`].filter((file) => !untouched.test(file))).to.deep.equal([]);
    const others = [`${recorded}/next.yaml`, "components/default-images.ts", "docs/dind.md", "testbed/aws/server.py"];
    expect(others.filter((file) => untouched.test(file))).to.deep.equal([]);
  });

  it("is in the changelog, with what it does to VMs", () => {
    expect(changeset("a-package", renewals.slice(0, 1), false)).to.equal(
      '---\n"a-package": minor\n---\n\nNewer pins:\n\n- `docker:9-dind` → `docker:10-dind`\n',
    );
    expect(changeset("a-package", renewals, true)).to.include("replaces VMs");
  });
});
