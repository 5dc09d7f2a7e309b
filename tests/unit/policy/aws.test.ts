import {
  ebsVolume,
  ingressRule,
  instance,
  launchConfiguration,
  launchTemplate,
  securityGroup,
  securityGroupRule,
} from "../../../policy/types";
import { describeRule, unknown } from "../support/describe-rule";

const way = (fromPort: number, toPort = fromPort, protocol = "tcp") => ({ fromPort, toPort, protocol });
const networks = "Name the networks of its users, e.g. 203.0.113.0/24";

describeRule(
  "firewall-names-networks",
  [
    [
      "a named network",
      { type: ingressRule, props: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "203.0.113.0/24" } },
    ],
    [
      "private networks",
      {
        type: securityGroup,
        props: { ingress: [{ ...way(443), cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["fc00::/7"] }] },
      },
    ],
    [
      "another group",
      { type: securityGroupRule, props: { type: "ingress", ...way(0, 65535), sourceSecurityGroupId: unknown } },
    ],
    [
      "a way out",
      { type: securityGroupRule, props: { type: "egress", ...way(0, 0, "-1"), cidrBlocks: ["0.0.0.0/0"] } },
    ],
    [
      "a port that a config opens",
      { type: ingressRule, props: { ipProtocol: "6", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" } },
      { config: { ports: [443] } },
    ],
    [
      "an engine's port, which is another rule's",
      { type: securityGroupRule, props: { type: "ingress", ...way(2376), cidrBlocks: ["0.0.0.0/0"] } },
    ],
    ["a group without ways in", { type: securityGroup, props: { egress: [] } }],
  ],
  [
    [
      `it: opens tcp 443 to 0.0.0.0/0. ${networks}, or allow ports: [443]`,
      "a port for everybody",
      {
        type: ingressRule,
        props: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0", securityGroupId: unknown },
      },
      { environment: "other" },
    ],
    [
      `it: opens tcp 22 to ::/0. ${networks}, or allow ports: [22]`,
      "a port that a config does not open, by IPv6",
      { type: ingressRule, props: { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "::/0" } },
      { config: { ports: [443] } },
    ],
    [
      [
        `it: opens all ports to 0.0.0.0/0. ${networks}`,
        `it: opens udp 53 to 60 to 0.0.0.0/0. ${networks}`,
        `it: opens tcp 443 to 445 to 0.0.0.0/0. ${networks}`,
        `it: opens tcp 2376 to 2377 to 0.0.0.0/0. ${networks}`,
        `it: opens udp 2376 to 0.0.0.0/0. ${networks}`,
      ],
      "whatever else, beside what is not known yet",
      {
        type: securityGroup,
        props: {
          ingress: [
            { ...way(0, 0, "-1"), cidrBlocks: ["0.0.0.0/0"] },
            { ...way(443), cidrBlocks: [unknown] },
            { ...way(-1, -1, "icmp"), cidrBlocks: ["0.0.0.0/0"] },
            { ...way(53, 60, "udp"), cidrBlocks: ["0.0.0.0/0"] },
            { ...way(443, 445), cidrBlocks: ["0.0.0.0/0"] },
            { ...way(2376, 2377), cidrBlocks: ["0.0.0.0/0"] },
            { ...way(2376, 2376, "udp"), cidrBlocks: ["0.0.0.0/0"] },
          ],
        },
      },
      { config: { ports: [443] } },
    ],
  ],
);

const v2 = { httpTokens: "required", httpPutResponseHopLimit: 1 };

describeRule(
  "imdsv2",
  [
    ["IMDSv2 at one hop", { type: instance, props: { metadataOptions: v2 } }],
    ["AWS' own hop limit", { type: instance, props: { metadataOptions: { httpTokens: "required" } } }],
    ["no metadata service", { type: instance, props: { metadataOptions: { httpEndpoint: "disabled" } } }],
    ["what a template says", { type: instance, props: { launchTemplate: { id: unknown } } }],
    ["such a template", { type: launchTemplate, props: { metadataOptions: v2 } }],
    ["such a launch configuration", { type: launchConfiguration, props: { metadataOptions: v2 } }],
    [
      "hops that a config allows",
      { type: instance, props: { metadataOptions: { ...v2, httpPutResponseHopLimit: 2 } } },
      { config: { hops: 2 } },
    ],
    ["what is not known yet", { type: instance, props: { metadataOptions: { httpTokens: unknown } } }],
  ],
  [
    [
      'it: has metadataOptions.httpTokens: unset, which lets IMDSv1 in. Set metadataOptions.httpTokens: "required"',
      "AWS' default",
      { type: instance },
      { environment: "other" },
    ],
    [
      'it: has metadataOptions.httpTokens: optional, which lets IMDSv1 in. Set metadataOptions.httpTokens: "required"',
      "IMDSv1 in a template",
      { type: launchTemplate, props: { metadataOptions: { httpTokens: "optional" } } },
    ],
    [
      'it: has metadataOptions.httpTokens: unset, which lets IMDSv1 in. Set metadataOptions.httpTokens: "required"',
      "IMDSv1 in a launch configuration",
      { type: launchConfiguration },
    ],
    [
      "it: has metadataOptions.httpPutResponseHopLimit: 2, which lets containers in. Set metadataOptions.httpPutResponseHopLimit: 1",
      "a second hop",
      { type: instance, props: { metadataOptions: { ...v2, httpPutResponseHopLimit: 2 } } },
    ],
  ],
);

const encrypt = "Set it to true; a disk that is there has to be copied";

describeRule(
  "disks-encrypted",
  [
    ["an encrypted volume", { type: ebsVolume, props: { encrypted: true } }],
    [
      "an instance's encrypted disks",
      {
        type: instance,
        props: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }] },
      },
    ],
    [
      "a launch configuration's encrypted disks",
      {
        type: launchConfiguration,
        props: {
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [
            { deviceName: "/dev/sdf", encrypted: true },
            { deviceName: "/dev/sdg", noDevice: true },
          ],
        },
      },
    ],
    ["the disks of a template", { type: instance, props: { launchTemplate: { id: unknown } } }],
    [
      "such a template",
      {
        type: launchTemplate,
        props: {
          blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { encrypted: "true" } }, { virtualName: "ephemeral0" }],
        },
      },
    ],
    ["what is not known yet", { type: ebsVolume, props: { encrypted: unknown } }],
  ],
  [
    [`it: has encrypted: unset. ${encrypt}`, "a volume", { type: ebsVolume }, { environment: "other" }],
    [`it: has encrypted: false. ${encrypt}`, "a volume that says no", { type: ebsVolume, props: { encrypted: false } }],
    [`it: has rootBlockDevice.encrypted: unset. ${encrypt}`, "an instance's root disk", { type: instance }],
    [
      `it: has ebsBlockDevices (/dev/sdf) encrypted: false. ${encrypt}`,
      "another disk of an instance",
      {
        type: instance,
        props: {
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: false }],
        },
      },
    ],
    [
      `it: has rootBlockDevice.encrypted: unset. ${encrypt}`,
      "a launch configuration's root disk",
      { type: launchConfiguration },
    ],
    [
      `it: has ebsBlockDevices (/dev/sdf) encrypted: unset. ${encrypt}`,
      "another disk of a launch configuration",
      {
        type: launchConfiguration,
        props: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdf" }] },
      },
    ],
    [
      `it: has blockDeviceMappings (/dev/sda1) ebs.encrypted: unset. ${encrypt}`,
      "a template's disk",
      { type: launchTemplate, props: { blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volumeSize: 8 } }] } },
    ],
  ],
);
