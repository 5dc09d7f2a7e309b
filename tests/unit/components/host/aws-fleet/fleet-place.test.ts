import { expect } from "chai";
import { checkedSubnets, oneArchitecture } from "../../../../../components/host/aws-fleet/fleet-place";
import { said } from "../../../support/refusal";

const subnet = (id: string, vpcId = "vpc-1", availabilityZone = "eu-central-1a") => ({ id, vpcId, availabilityZone });
const line = (action: () => unknown) => said(action).map((one) => one.trim().replaceAll(/ +/g, " "));

describe("where a fleet's machines are", () => {
  it("is in subnets of one VPC, of which one has an instance type", () => {
    const subnets = [subnet("subnet-1"), subnet("subnet-2", "vpc-1", "eu-central-1b")];
    expect(checkedSubnets("AwsAgentFleet large", subnets, ["t3.large"], ["eu-central-1b"])).to.equal(subnets);
  });

  it("is not in two VPCs", () => {
    const subnets = [subnet("subnet-1"), subnet("subnet-2", "vpc-2")];
    expect(line(() => checkedSubnets("AwsAgentFleet large", subnets, ["t3.large"], ["eu-central-1a"]))).to.deep.equal([
      'subnetIds[1] "subnet-2" is in vpc-2, and "subnet-1" in vpc-1. Name subnets of one VPC [JD207]',
    ]);
  });

  it("is where there are such machines", () => {
    const find = () =>
      checkedSubnets("AwsAgentFleet large", [subnet("subnet-1")], ["x1.32xlarge", "x2"], ["eu-central-1b"]);
    expect(line(find)).to.deep.equal([
      'instanceTypes "x1.32xlarge", "x2": none is offered in eu-central-1a, where the subnets are, but in eu-central-1b. Choose other types or subnets [JD206]',
    ]);
  });
});

describe("what a fleet's machines are", () => {
  it("is of one architecture", () => {
    expect(oneArchitecture("AwsAgentFleet large", ["a", "b"], ["arm64", "arm64"])).to.equal("arm64");
    expect(
      line(() => oneArchitecture("AwsAgentFleet large", ["t3.large", "t4g.large"], ["amd64", "arm64"])),
    ).to.deep.equal([
      'instanceTypes[1] "t4g.large" is arm64, and "t3.large" is amd64. A fleet has one image: choose types of one architecture [JD206]',
    ]);
  });
});
