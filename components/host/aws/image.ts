/** The images of hosts: pinned by date, so that a newer one never replaces a VM by surprise and a pull request shows it. */
import * as pulumi from "@pulumi/pulumi";
import { getInstanceTypeOutput } from "@pulumi/aws/ec2/getInstanceType";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import { ConfigError } from "../../problems";
import { HostImage } from "./args";

/** The architectures there are images for, by EC2's word and by the distributions'. */
const architectures: Record<string, "amd64" | "arm64"> = { x86_64: "amd64", arm64: "arm64" };

/**
 * The parameter that names an image in every region. A release moves the dates on, and says "replaces VMs".
 * [documentation.ubuntu.com: aws, "Find Ubuntu images on AWS"; wiki.debian.org/Cloud/AmazonEC2Image]
 */
const parameters: Record<HostImage, (architecture: string) => string> = {
  [HostImage.ubuntu]: (architecture) =>
    `/aws/service/canonical/ubuntu/server/24.04/stable/20260923/${architecture}/hvm/ebs-gp3/ami-id`,
  [HostImage.debian]: (architecture) => `/aws/service/debian/release/13/20260914-2601/${architecture}`,
};

/** The name of the parameter for an instance type's architectures. Pure. @throws ConfigError for one without images */
export function imageParameter(where: string, image: HostImage, instanceType: string, supported: string[]): string {
  const architecture = supported.map((one) => architectures[one]).find((one) => one !== undefined);
  if (architecture !== undefined) return parameters[image](architecture);
  const message =
    `"${instanceType}" is ${supported.join(", ") || "of no known architecture"}, and images are amd64 or arm64. ` +
    "Choose another type, e.g. t3.large or t4g.large";
  throw new ConfigError(where, [{ code: "JD206", path: "instanceType", message }]);
}

/** The id of the pinned image that fits an instance type. */
export function pinnedImage(
  where: string,
  image: HostImage,
  instanceType: pulumi.Input<string>,
  opts: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
  const { supportedArchitectures } = getInstanceTypeOutput({ instanceType }, opts);
  const name = pulumi
    .all([instanceType, supportedArchitectures])
    .apply(([type, supported]) => imageParameter(where, image, type, supported));
  return getParameterOutput({ name }, opts).insecureValue;
}
