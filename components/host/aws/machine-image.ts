/** The images of hosts: pinned by date, so that a newer one never replaces a VM by surprise and a pull request shows it. */
import * as pulumi from "@pulumi/pulumi";
import { getAmi } from "@pulumi/aws/ec2/getAmi";
import { getInstanceType } from "@pulumi/aws/ec2/getInstanceType";
import { getParameter } from "@pulumi/aws/ssm/getParameter";
import { applyReporting, UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import { HostImage } from "./aws-args";

/** The architectures there are images for, by EC2's word and by the distributions'. */
export type Architecture = "amd64" | "arm64";

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
  path = "instanceType",
): Architecture {
  if (hypervisor === "xen") throw notNitro(where, instanceType, path);
  const architecture = supported.map((one) => architectures[one]).find((one) => one !== undefined);
  if (architecture !== undefined) return architecture;
  const message =
    `"${instanceType}" is ${supported.join(", ") || "of no known architecture"}, and images are amd64 or arm64. ` +
    "Choose another type, e.g. t3.large or t4g.large";
  throw new UserError(where, [{ code: "JD206", path, message }]);
}

function notNitro(where: string, instanceType: string, path: string): UserError {
  const message = `"${instanceType}" is of the generation before Nitro, whose disks have no stable name. Choose a newer type, e.g. t3.large`;
  return new UserError(where, [{ code: "JD206", path, message }]);
}

/** An instance type, as AWS knows it. */
export interface KnownInstanceType {
  /** Its name, once AWS has said that there is such a type: what else is asked about it waits for that. */
  instanceType: pulumi.Output<string>;
  architecture: pulumi.Output<Architecture>;
  memoryMiB: pulumi.Output<number>;
}

/** What is asked of an instance type. */
interface TypeQuestion {
  /** The setting that names it. */
  path: string;
  /** Whether it has to be of the generation whose disks have a stable name. */
  needsNitro: boolean;
}

/** What AWS knows of an instance type. */
export function knownInstanceType(
  where: string,
  instanceType: pulumi.Input<string>,
  opts: pulumi.InvokeOptions,
  { path, needsNitro }: TypeQuestion = { path: "instanceType", needsNitro: true },
): KnownInstanceType {
  const message = "is not an instance type of this region. Choose another one, e.g. t3.large";
  const question: Question<object> = { where, path, unknown: () => ({ code: "JD206", message }) };
  const facts = ask(question, pulumi.output({ instanceType }), (of) => getInstanceType(of, opts));
  const typeAndFacts = pulumi.all([instanceType, facts]);
  return {
    instanceType: typeAndFacts.apply(([type]) => type),
    architecture: applyReporting(typeAndFacts, ([type, known]) =>
      architectureOf(where, type, needsNitro ? known : { ...known, hypervisor: "any" }, path),
    ),
    memoryMiB: facts.memorySize,
  };
}

/** What AWS says of an image. */
export interface ImageFacts {
  architecture: string;
  rootDeviceName: string;
  blockDeviceMappings: { deviceName: string; ebs: Record<string, string> }[];
}

/** An image, and where its problems are told. */
export interface ChosenImage {
  /** The setting that names it: `image` or `ami`. */
  path: "image" | "ami";
  id: pulumi.Input<string>;
}

/** An image that a VM can be made from. */
export interface UsableImage {
  id: pulumi.Output<string>;
  /** The name by which the image knows its root disk. */
  rootDeviceName: pulumi.Output<string>;
}

/**
 * The image, once AWS has said that a VM can be made from it. A replacement deletes the old VM first.
 * @throws UserError for an image that is gone, private or of another architecture, or that has no room on the root disk
 */
export function usableImage(
  where: string,
  { path, id }: ChosenImage,
  machine: { architecture: pulumi.Output<string>; rootSizeGiB: number },
  opts: pulumi.InvokeOptions,
): UsableImage {
  const question: Question<{ id: string }> = {
    where,
    path,
    unknown: (asked) => ({
      code: "JD212",
      message: `"${asked.id}" is not in this region, or not for this account any more. ${path === "ami" ? "Name another one" : "Take a newer version of this package, or name an image in ami"}`,
    }),
  };
  // Ubuntu's images of a date are deprecated after two years, and can be used all the same.
  const lookUp = (asked: { id: string }) =>
    getAmi({ filters: [{ name: "image-id", values: [asked.id] }], includeDeprecated: true }, opts);
  const facts = ask(question, pulumi.output({ id }), lookUp);
  const usable = applyReporting(pulumi.all([id, facts, machine.architecture]), ([known, found, architecture]) => {
    const problem = imageProblem(known, found, { ...machine, architecture });
    if (problem) throw new UserError(where, [{ ...problem, path: problem.path ?? path }]);
    return { id: known, rootDeviceName: found.rootDeviceName };
  });
  return { id: usable.id, rootDeviceName: usable.rootDeviceName };
}

/** What keeps a VM from being made from an image; undefined where nothing does. Pure. */
export function imageProblem(
  id: string,
  { architecture, rootDeviceName, blockDeviceMappings }: ImageFacts,
  machine: { architecture: string; rootSizeGiB: number },
): { code: "JD206" | "JD104"; path?: string; message: string } | undefined {
  const its = architectures[architecture] ?? architecture;
  if (its !== machine.architecture) {
    const message = `"${id}" is for ${its}, and the instance type is ${machine.architecture}. Choose an image or a type that fits`;
    return { code: "JD206", message };
  }
  const root = blockDeviceMappings.find(({ deviceName }) => deviceName === rootDeviceName);
  // The provider's documentation has both spellings.
  const needs = Number(root?.ebs.volume_size ?? root?.ebs.volumeSize ?? 0);
  if (needs <= machine.rootSizeGiB) return undefined;
  const message = `${String(machine.rootSizeGiB)} is too small for image ${id}, which has ${String(needs)} GiB. Set it to ${String(needs)} or more`;
  return { code: "JD104", path: "rootSizeGiB", message };
}

/** The image that was named, or the pinned one. */
export function chosenImage(
  where: string,
  { ami, image }: { ami?: pulumi.Input<string>; image: HostImage },
  architecture: pulumi.Output<Architecture>,
  opts: pulumi.InvokeOptions,
): ChosenImage {
  if (ami !== undefined) return { path: "ami", id: ami };
  return { path: "image", id: pinnedImage(where, image, architecture, opts) };
}

/** The id of the pinned image of an architecture. */
function pinnedImage(
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
