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

/** What AWS says of an instance type. */
export interface InstanceTypeFacts {
  supportedArchitectures: string[];
  /** `nitro` or `xen`; nothing for bare metal. */
  hypervisor: string;
}

/**
 * The name of the parameter for an instance type. Pure.
 * @throws ConfigError for an architecture without images, and for the old hypervisor, whose disks have no stable path
 */
export function imageParameter(
  where: string,
  image: HostImage,
  instanceType: string,
  { supportedArchitectures: supported, hypervisor }: InstanceTypeFacts,
): string {
  if (hypervisor === "xen") throw notNitro(where, instanceType);
  const architecture = supported.map((one) => architectures[one]).find((one) => one !== undefined);
  if (architecture !== undefined) return parameters[image](architecture);
  const message =
    `"${instanceType}" is ${supported.join(", ") || "of no known architecture"}, and images are amd64 or arm64. ` +
    "Choose another type, e.g. t3.large or t4g.large";
  throw new ConfigError(where, [{ code: "JD206", path: "instanceType", message }]);
}

function notNitro(where: string, instanceType: string): ConfigError {
  const message = `"${instanceType}" is of the generation before Nitro, whose disks have no stable name. Choose a newer type, e.g. t3.large`;
  return new ConfigError(where, [{ code: "JD206", path: "instanceType", message }]);
}

/** The id of the pinned image that fits an instance type. */
export function pinnedImage(
  where: string,
  image: HostImage,
  instanceType: pulumi.Input<string>,
  opts: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
  const facts = getInstanceTypeOutput({ instanceType }, opts);
  const name = pulumi.all([instanceType, facts]).apply(([type, known]) => imageParameter(where, image, type, known));
  return getParameterOutput({ name }, opts).insecureValue;
}
