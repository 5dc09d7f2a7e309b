import { awsDockerHost, dockerVolume, ebsVolume, jenkins } from "../../../policy/types";
import { describeRule, unknown } from "../support/describe-rule";

const fix = "Give it the resource option protect: true; a cache is an exception: allowed";

describeRule(
  "data-protected",
  [
    ["a kept home", { type: jenkins, props: { retainHome: true } }],
    ["an adopted home", { type: jenkins, props: { retainHome: false, homeVolume: unknown } }],
    ["a kept disk", { type: awsDockerHost, props: { data: { retain: true } } }],
    ["an adopted disk", { type: awsDockerHost, props: { data: { retain: false, volumeId: "vol-0123456789abcdef0" } } }],
    [
      "their volumes, which the arguments are about",
      { type: dockerVolume, parent: { type: jenkins, name: "ci", props: {} } },
    ],
    ["their disks, too", { type: ebsVolume, parent: { type: awsDockerHost, name: "ci", props: {} } }],
    ["a protected volume", { type: dockerVolume, protect: true }],
    ["a cache that is an exception", { type: dockerVolume, name: "npm-cache" }, { config: { allowed: ["*-cache"] } }],
  ],
  [
    [
      "it: loses its home in a `destroy`. Set retainHome: true; in a stack with host: aws, aws.data.retain",
      "a home that goes",
      { type: jenkins, props: { retainHome: false } },
    ],
    [
      "it: loses its data disk in a `destroy`. Set data.retain: true (aws.data.retain)",
      "a disk that goes",
      { type: awsDockerHost, props: { data: { retain: false } } },
    ],
    [`it: is lost in a \`destroy\`. ${fix}`, "a volume of one's own", { type: dockerVolume }],
    [`it: is lost in a \`destroy\`. ${fix}`, "a disk of one's own", { type: ebsVolume }],
  ],
);
