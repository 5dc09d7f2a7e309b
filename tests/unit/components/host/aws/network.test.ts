import { expect } from "chai";
import { checkedRegion, checkedVpc, checkedZone, someZones } from "../../../../../components/host/aws/network";
import { said } from "../../../support/refusal";

describe("what AWS says of an EC2 host", () => {
  it("refuses a subnet outside the VPC", () => {
    const named = { vpcId: "vpc-00000001", subnetId: "subnet-00000001" };
    expect(checkedVpc("AwsDockerHost ci", "vpc-00000001", named)).to.equal("vpc-00000001");
    expect(said(() => checkedVpc("AwsDockerHost ci", "vpc-00000002", named))).to.deep.equal([
      '  subnetId  "subnet-00000001" is in vpc-00000002, not in vpc-00000001. Name a subnet of that VPC, or leave vpcId out  [JD207]',
    ]);
  });

  it("refuses an instance type that the subnet's zone does not have", () => {
    const subnet = { what: '"subnet-00000001"', zone: "eu-central-1c" };
    expect(checkedZone("AwsDockerHost ci", subnet, "t3.large", ["eu-central-1a", "eu-central-1c"])).to.equal(
      "eu-central-1c",
    );
    const zones = ["eu-central-1a", "eu-central-1b"];
    expect(said(() => checkedZone("AwsDockerHost ci", subnet, "p5.48xlarge", zones))).to.deep.equal([
      '  instanceType  "p5.48xlarge" is not offered in eu-central-1c, where "subnet-00000001" is, but in eu-central-1a, eu-central-1b. Choose another type, or a subnet there  [JD206]',
    ]);
  });

  it("refuses an instance type that no zone has", () => {
    expect(someZones("AwsDockerHost ci", "t3.large", ["eu-central-1a"])).to.deep.equal(["eu-central-1a"]);
    expect(said(() => someZones("AwsDockerHost ci", "t3.lage", []))).to.deep.equal([
      '  instanceType  "t3.lage" is offered in no zone of this region. Choose another type, e.g. t3.large  [JD206]',
    ]);
  });

  it("refuses China's partition, and no other", () => {
    expect(checkedRegion("AwsDockerHost ci", "eu-central-1", "aws")).to.equal("eu-central-1");
    expect(checkedRegion("AwsDockerHost ci", "us-gov-west-1", "aws-us-gov")).to.equal("us-gov-west-1");
    expect(said(() => checkedRegion("AwsDockerHost ci", "cn-north-1", "aws-cn"))).to.deep.equal([
      '  aws:region  "cn-north-1" is in AWS\' China partition, which this component does not support. Choose a region of another partition, or use ExistingDockerHost  [JD213]',
    ]);
  });
});
