import { expect } from "chai";
import { inShort } from "../../../../../components/host/aws/aws-lookup";

describe("what AWS says", () => {
  it("is told without who asked for whom", () => {
    const real =
      "Error: invocation of aws:ec2/getInstanceType:getInstanceType returned an error: invoking aws:ec2/getInstanceType:getInstanceType: 1 error occurred:\n" +
      "\t* reading EC2 Instance Type (t3.lage): operation error EC2: DescribeInstanceTypes, https response error StatusCode: 400, RequestID: 7, api error InvalidInstanceType: The following supplied instance types do not exist: [t3.lage]\n\n";
    expect(inShort(real)).to.equal(
      "InvalidInstanceType: The following supplied instance types do not exist: [t3.lage]",
    );
    expect(inShort("Error: x returned an error: no matching EC2 VPC found.")).to.equal("no matching EC2 VPC found");
  });
});
