import { expect } from "chai";
import { checkedVpc } from "../../../../../components/host/aws/network";
import { said } from "../../../support/refusal";

describe("what AWS says of an EC2 host", () => {
  it("refuses a subnet outside the VPC", () => {
    const named = { vpcId: "vpc-00000001", subnetId: "subnet-00000001" };
    expect(checkedVpc("AwsDockerHost ci", "vpc-00000001", named)).to.equal("vpc-00000001");
    expect(said(() => checkedVpc("AwsDockerHost ci", "vpc-00000002", named))).to.deep.equal([
      '  subnetId  "subnet-00000001" is in vpc-00000002, not in vpc-00000001. Name a subnet of that VPC, or leave vpcId out  [JD207]',
    ]);
  });
});
