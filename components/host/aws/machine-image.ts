/** The images of hosts: pinned by date, so that a newer one never replaces a VM by surprise and a pull request shows it. */
import * as pulumi from "@pulumi/pulumi";
import { getInstanceType } from "@pulumi/aws/ec2/getInstanceType";
import { getParameter } from "@pulumi/aws/ssm/getParameter";
import { UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import { HostImage } from "./aws-args";

/** The architectures there are images for, by EC2's word and by the distributions'. */
type Architecture = "amd64" | "arm64";

const architectures: Record<string, Architecture> = { x86_64: "amd64", arm64: "arm64" };

/**
 * The parameter that names an image in every region. A release moves the dates on, and says "replaces VMs".
 * [documentation.ubuntu.com: aws, "Find Ubuntu images on AWS"; wiki.debian.org/Cloud/AmazonEC2Image]
 */
const parameters: Record<HostImage, (architecture: Architecture) => string> = {
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

/** The name of the parameter of a pinned image. Pure. */
export function imageParameter(image: HostImage, architecture: Architecture): string {
  return parameters[image](architecture);
}

/**
 * The architecture of an instance type, by the distributions' word. Pure.
 * @throws UserError for one without images, and for the old hypervisor, whose disks have no stable path
 */
export function architectureOf(
  where: string,
  instanceType: string,
  { supportedArchitectures: supported, hypervisor }: InstanceTypeFacts,
): Architecture {
  if (hypervisor === "xen") throw notNitro(where, instanceType);
  const architecture = supported.map((one) => architectures[one]).find((one) => one !== undefined);
  if (architecture !== undefined) return architecture;
  const message =
    `"${instanceType}" is ${supported.join(", ") || "of no known architecture"}, and images are amd64 or arm64. ` +
    "Choose another type, e.g. t3.large or t4g.large";
  throw new UserError(where, [{ code: "JD206", path: "instanceType", message }]);
}

function notNitro(where: string, instanceType: string): UserError {
  const message = `"${instanceType}" is of the generation before Nitro, whose disks have no stable name. Choose a newer type, e.g. t3.large`;
  return new UserError(where, [{ code: "JD206", path: "instanceType", message }]);
}

/** The architecture and the memory of an instance type, as AWS knows them. */
export function machineFacts(
  where: string,
  instanceType: pulumi.Input<string>,
  opts: pulumi.InvokeOptions,
): { architecture: pulumi.Output<Architecture>; memoryMiB: pulumi.Output<number> } {
  const message = "is not an instance type of this region. Choose another one, e.g. t3.large";
  const question: Question<object> = { where, path: "instanceType", unknown: () => ({ code: "JD206", message }) };
  const facts = ask(question, pulumi.output({ instanceType }), (of) => getInstanceType(of, opts));
  return {
    architecture: pulumi.all([instanceType, facts]).apply(([type, known]) => architectureOf(where, type, known)),
    memoryMiB: facts.memorySize,
  };
}

/** The id of the pinned image of an architecture. */
export function pinnedImage(
  where: string,
  image: HostImage,
  architecture: pulumi.Output<Architecture>,
  opts: pulumi.InvokeOptions,
): pulumi.Output<string> {
  const name = architecture.apply((known) => imageParameter(image, known));
  const message = `"${image}" has no image of the pinned date in this region. Name one of yours in ami`;
  const question: Question<object> = { where, path: "image", unknown: () => ({ code: "JD212", message }) };
  return ask(question, pulumi.output({ name }), (of) => getParameter(of, opts)).insecureValue;
}
