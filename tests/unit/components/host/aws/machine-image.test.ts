import { expect } from "chai";
import { architectureOf, imageParameter } from "../../../../../components/host/aws/machine-image";
import { said } from "../../../support/refusal";

describe("what AWS says of an EC2 host", () => {
  const nitro = (architecture: string) => ({ supportedArchitectures: [architecture], hypervisor: "nitro" });

  it("names the pinned image of its architecture", () => {
    expect(imageParameter("ubuntu-24.04", architectureOf("AwsDockerHost ci", "t3.micro", nitro("x86_64")))).to.equal(
      "/aws/service/canonical/ubuntu/server/24.04/stable/20260923/amd64/hvm/ebs-gp3/ami-id",
    );
    expect(imageParameter("debian-13", architectureOf("AwsDockerHost ci", "m7g.large", nitro("arm64")))).to.equal(
      "/aws/service/debian/release/13/20260914-2601/arm64",
    );
  });

  it("refuses the generation whose disks have no stable name", () => {
    const xen = { supportedArchitectures: ["i386", "x86_64"], hypervisor: "xen" };
    expect(said(() => architectureOf("AwsDockerHost ci", "t2.micro", xen))).to.deep.equal([
      '  instanceType  "t2.micro" is of the generation before Nitro, whose disks have no stable name. Choose a newer type, e.g. t3.large  [JD206]',
    ]);
  });

  it("refuses an architecture without images", () => {
    expect(said(() => architectureOf("AwsDockerHost ci", "mac2.metal", nitro("arm64_mac")))).to.deep.equal([
      '  instanceType  "mac2.metal" is arm64_mac, and images are amd64 or arm64. Choose another type, e.g. t3.large or t4g.large  [JD206]',
    ]);
  });
});
