import { expect } from "chai";
import { controllerPolicy } from "../../../../../components/host/aws-fleet/fleet-identity";

describe("the controller's rights on a fleet", () => {
  it("are to look, to resize this group up to its maximum, to end machines of it, and to give them the plugin's tag", () => {
    const arn =
      "arn:aws-us-gov:autoscaling:us-gov-west-1:123456789012:autoScalingGroup:uuid:autoScalingGroupName/large";
    expect(JSON.parse(controllerPolicy(arn, "ci/dev/large", 20))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeScalingActivities",
            "ec2:DescribeInstances",
            "ec2:DescribeInstanceTypes",
          ],
          Resource: "*",
        },
        {
          Effect: "Allow",
          Action: ["autoscaling:UpdateAutoScalingGroup", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          Resource: arn,
          Condition: {
            StringEquals: { "autoscaling:ResourceTag/pulumi-jenkins-docker:owner": "ci/dev/large" },
            NumericLessThanEqualsIfExists: { "autoscaling:MaxSize": "20" },
          },
        },
        {
          Effect: "Allow",
          Action: ["ec2:CreateTags"],
          Resource: "arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/*",
          Condition: {
            StringEquals: { "ec2:ResourceTag/pulumi-jenkins-docker:owner": "ci/dev/large" },
            "ForAllValues:StringEquals": { "aws:TagKeys": ["ec2-fleet-plugin:cloud-name"] },
          },
        },
      ],
    });
  });
});
