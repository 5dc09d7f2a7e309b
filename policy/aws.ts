/** Rules about machines on AWS. */
import type { InstanceArgs, LaunchConfigurationArgs, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import type { VolumeArgs } from "@pulumi/aws/ebs";
import { enginePorts } from "./container";
import { ingressChecks, isEverybody, shownPorts } from "./firewall";
import { check, type Finding, inEach, type Rule } from "./rule";
import { ebsVolume, instance, launchConfiguration, launchTemplate } from "./types";

const namedNetworks: Rule = {
  name: "firewall-names-networks",
  title: "No way in from 0.0.0.0/0 or ::/0",
  reason: "What everybody reaches, everybody tries: a Jenkins has had unauthenticated holes, and will",
  fix: "Name the networks of the users; open a single port to everybody by the option `ports`",
  level: { prod: "mandatory", other: "advisory" },
  options: {
    ports: { about: "TCP ports that may be open to everybody, e.g. 443 for ACME", default: { prod: [], other: [] } },
  },
  checks: ingressChecks((ingress, { ports }) => {
    const { protocol, from, to, networks } = ingress;
    const single = protocol === "tcp" && from === to;
    if (single && ports.includes(from)) return [];
    // ICMP opens no port. It is ping, and IPv6 needs it.
    if (/^(icmp|icmpv6|1|58)$/.test(protocol)) return [];
    // Another rule looks at the port of an engine.
    if (protocol === "tcp" && enginePorts.includes(from) && enginePorts.includes(to)) return [];
    return networks.filter(isEverybody).map((network) => ({
      found: `opens ${shownPorts(ingress)} to ${network}`,
      fix: `Name the networks of its users, e.g. 203.0.113.0/24${single ? `, or allow ports: [${String(from)}]` : ""}`,
    }));
  }),
};

/** What says how an instance's metadata service answers. */
interface MetadataOptions {
  httpEndpoint?: string;
  httpTokens?: string;
  httpPutResponseHopLimit?: number;
}

const imdsv2: Rule = {
  name: "imdsv2",
  title: "IMDSv2 alone, one hop away",
  reason: "By IMDSv1, or over a second hop, a container or a forged request gets the credentials of the machine's role",
  fix: 'metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 }',
  level: { prod: "mandatory", other: "advisory" },
  options: {
    hops: {
      about:
        "how many hops are allowed: 2 for the VM of a controller whose container has the VM's role (docs/fleet.md)",
      default: { prod: 1, other: 1 },
    },
  },
  checks: [
    check<InstanceArgs>(instance, ({ metadataOptions, launchTemplate: template }, { hops }) =>
      // An instance takes what it does not say itself from its launch template. The rule looks at the template separately.
      metadataOptions === undefined && template !== undefined ? [] : metadata(metadataOptions, hops),
    ),
    check<LaunchTemplateArgs>(launchTemplate, ({ metadataOptions }, { hops }) => metadata(metadataOptions, hops)),
    check<LaunchConfigurationArgs>(launchConfiguration, ({ metadataOptions }, { hops }) =>
      metadata(metadataOptions, hops),
    ),
  ],
};

/** [docs.aws.amazon.com: EC2, "Configure the instance metadata options"] */
function metadata(options: MetadataOptions | undefined, allowed: number): Finding[] {
  if (options?.httpEndpoint === "disabled") return [];
  const hops = options?.httpPutResponseHopLimit ?? 1;
  return [
    ...(options?.httpTokens === "required"
      ? []
      : [
          {
            found: `has metadataOptions.httpTokens: ${options?.httpTokens ?? "unset"}, which lets IMDSv1 in`,
            fix: 'Set metadataOptions.httpTokens: "required"',
          },
        ]),
    ...(hops > allowed
      ? [
          {
            found: `has metadataOptions.httpPutResponseHopLimit: ${String(hops)}, which lets containers in`,
            fix: `Set metadataOptions.httpPutResponseHopLimit: ${String(allowed)}`,
          },
        ]
      : []),
  ];
}

const disksEncrypted: Rule = {
  name: "disks-encrypted",
  title: "Disks are encrypted",
  reason: "A disk has Jenkins' home with its credentials, and lives on in snapshots and copies",
  fix: "encrypted: true",
  level: { prod: "mandatory", other: "advisory" },
  checks: [
    check<VolumeArgs>(ebsVolume, ({ encrypted }) => (encrypted === true ? [] : [unencrypted("encrypted", encrypted)])),
    check<InstanceArgs>(instance, ({ rootBlockDevice, launchTemplate: template }) =>
      rootBlockDevice === undefined && template !== undefined ? [] : ofRootDisk(rootBlockDevice),
    ),
    check<InstanceArgs>(instance, ({ ebsBlockDevices }) => inEach(ebsBlockDevices, ofOtherDisk)),
    check<LaunchConfigurationArgs>(launchConfiguration, ({ rootBlockDevice }) => ofRootDisk(rootBlockDevice)),
    check<LaunchConfigurationArgs>(launchConfiguration, ({ ebsBlockDevices }) => inEach(ebsBlockDevices, ofOtherDisk)),
    // A template that does not name a disk leaves that disk as the image has it.
    check<LaunchTemplateArgs>(launchTemplate, ({ blockDeviceMappings }) =>
      inEach(blockDeviceMappings, ({ deviceName, ebs }) =>
        ebs === undefined || ebs.encrypted === "true"
          ? []
          : [unencrypted(`blockDeviceMappings (${deviceName ?? "unnamed"}) ebs.encrypted`, ebs.encrypted)],
      ),
    ),
  ],
};

function ofRootDisk(disk: { encrypted?: boolean } | undefined): Finding[] {
  return disk?.encrypted === true ? [] : [unencrypted("rootBlockDevice.encrypted", disk?.encrypted)];
}

/** A disk of the image that is left out (`noDevice`) is none. */
function ofOtherDisk(disk: { deviceName: string; encrypted?: boolean; noDevice?: boolean }): Finding[] {
  const { deviceName, encrypted, noDevice } = disk;
  return encrypted === true || noDevice === true
    ? []
    : [unencrypted(`ebsBlockDevices (${deviceName}) encrypted`, encrypted)];
}

function unencrypted(path: string, value: boolean | string | undefined): Finding {
  return {
    found: `has ${path}: ${String(value ?? "unset")}`,
    fix: "Set it to true; a disk that is there has to be copied",
  };
}

/** The rules about machines on AWS. */
export const awsRules: Rule[] = [namedNetworks, imdsv2, disksEncrypted];
