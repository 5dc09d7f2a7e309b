import { expect } from "chai";
import { architectureOf, imageParameter, imageProblem } from "../../../../../components/host/aws/machine-image";
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

describe("an image that a VM is about to be made from", () => {
  const image = (architecture: string, gib: string) => ({
    architecture,
    rootDeviceName: "/dev/sda1",
    blockDeviceMappings: [
      { deviceName: "/dev/sdb", ebs: { volume_size: "500" } },
      { deviceName: "/dev/sda1", ebs: { volume_size: gib } },
    ],
  });
  const machine = { architecture: "amd64", rootSizeGiB: 16 };

  it("fits its machine", () => {
    expect(imageProblem("ami-1", image("x86_64", "16"), machine)).to.equal(undefined);
    expect(imageProblem("ami-1", { ...image("x86_64", "16"), blockDeviceMappings: [] }, machine)).to.equal(undefined);
  });

  it("is refused where it is for another architecture, or bigger than the root disk", () => {
    expect(imageProblem("ami-1", image("arm64", "8"), machine)).to.deep.equal({
      code: "JD206",
      message: '"ami-1" is for arm64, and the instance type is amd64. Choose an image or a type that fits',
    });
    expect(imageProblem("ami-1", image("x86_64", "30"), machine)).to.deep.equal({
      code: "JD104",
      path: "rootSizeGiB",
      message: "16 is too small for image ami-1, which has 30 GiB. Set it to 30 or more",
    });
  });
});
