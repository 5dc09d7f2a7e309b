import { awsDockerHost, dockerVolume, ebsVolume, jenkins } from "../../../policy/types";
import { describeRule, unknown } from "../support/describe-rule";

const fix = "Give it the resource option protect: true; a cache is an exception: allowed";

describeRule(
  "data-protected",
  [
    ["a kept home", { type: jenkins, props: { protectHome: true } }],
    ["an adopted home", { type: jenkins, props: { protectHome: false, homeVolume: unknown } }],
    ["a kept disk", { type: awsDockerHost, props: { data: { protect: true } } }],
    [
      "an adopted disk",
      { type: awsDockerHost, props: { data: { protect: false, volumeId: "vol-0123456789abcdef0" } } },
    ],
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
      "it: loses its home in a `destroy`. Set protectHome: true; in a stack with host: aws, aws.data.protect",
      "a home that goes",
      { type: jenkins, props: { protectHome: false } },
    ],
    [
      "it: loses its data disk in a `destroy`. Set data.protect: true (aws.data.protect)",
      "a disk that goes",
      { type: awsDockerHost, props: { data: { protect: false } } },
    ],
    [`it: is lost in a \`destroy\`. ${fix}`, "a volume of one's own", { type: dockerVolume }],
    [`it: is lost in a \`destroy\`. ${fix}`, "a disk of one's own", { type: ebsVolume }],
  ],
);
