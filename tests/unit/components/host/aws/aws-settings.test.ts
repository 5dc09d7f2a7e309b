import { expect } from "chai";
import type { AwsDockerHostArgs } from "../../../../../components/host/aws/aws-args";
import { awsSettings, experimentalSettings } from "../../../../../components/host/aws/aws-settings";
import { said } from "../../../support/refusal";

describe("an EC2 host's settings", () => {
  it("tell which of them are experimental", () => {
    const settings = (args: object) => awsSettings("ci", { allowedCidrs: ["203.0.113.0/24"], ...args });
    expect(experimentalSettings(settings({}))).to.deep.equal([]);
    expect(experimentalSettings(settings({ spot: true, sysbox: true, dockerPackages: "docker-ce" }))).to.deep.equal([
      "spot: true",
      "sysbox: true",
      "dockerPackages: docker-ce",
    ]);
  });

  const allowedCidrs = ["203.0.113.0/24"];
  const refused = (args: Partial<AwsDockerHostArgs>) =>
    said(() => awsSettings("ci", { allowedCidrs, ...args })).map((line) => line.trim().replace(/ +/, " "));

  it("have these defaults", () => {
    expect(awsSettings("ci", { allowedCidrs })).to.deep.equal({
      allowedCidrs,
      clientAddresses: [],
      publicAccess: false,
      uiPorts: [443],
      uiCidrs: allowedCidrs,
      egressCidrs: ["0.0.0.0/0"],
      instanceType: "t3.large",
      image: "ubuntu-24.04",
      dockerPackages: "distribution",
      data: { sizeGiB: 50, retain: false, snapshotDays: 0 },
      rootSizeGiB: 16,
      spot: false,
      recoveryAlarm: false,
      registryMirrors: [],
      proxy: undefined,
      registryCas: [],
      addressPools: [],
      usernsRemap: false,
      sysbox: false,
      buildsEngine: "none",
      roleForContainers: false,
      ca: {},
      tags: {},
    });
  });

  const rows: [string, Partial<AwsDockerHostArgs>, string[]][] = [
    [
      "no network that it may reach",
      { egressCidrs: [] },
      ["egressCidrs is empty: the VM could install nothing. Name the networks that it needs, or leave it out  [JD104]"],
    ],
    [
      "an engine for builds whose socket the controller could not use",
      { buildsEngine: "rootless", usernsRemap: true },
      [
        "usernsRemap gives the controller other groups, so that it cannot use the socket of buildsEngine. Remove one of them  [JD107]",
      ],
    ],
    [
      "nobody who may reach it",
      { allowedCidrs: [] },
      ['allowedCidrs is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]  [JD204]'],
    ],
    [
      "everybody, unasked",
      { allowedCidrs: ["203.0.113.0/24", "0.0.0.0/0", "::/0"] },
      ["0.0.0.0/0", "::/0"].map(
        (cidr, index) =>
          `allowedCidrs[${String(index + 1)}] "${cidr}" lets everybody try the engine and the UI. Name the networks of your users, or set publicAccess: true  [JD205]`,
      ),
    ],
    [
      "CIDRs that are none",
      { allowedCidrs: ["203.0.113.7", "300.0.0.0/8", "203.0.113.7/24", "2001:DB8::/32", "0/8"] },
      [
        'allowedCidrs[0] "203.0.113.7" is not a CIDR, e.g. 203.0.113.0/24, or 203.0.113.7/32 for one address  [JD104]',
        'allowedCidrs[1] "300.0.0.0/8" is not a CIDR, e.g. 203.0.113.0/24, or 203.0.113.7/32 for one address  [JD104]',
        'allowedCidrs[2] "203.0.113.7/24" has bits beyond its length: 203.0.113.0/24  [JD104]',
        'allowedCidrs[3] "2001:DB8::/32" is usually written 2001:db8::/32  [JD104]',
        'allowedCidrs[4] "0/8" is usually written 0.0.0.0/8  [JD104]',
      ],
    ],
    [
      "everybody in two halves",
      { allowedCidrs: ["0.0.0.0/1", "128.0.0.0/1"] },
      [
        "allowedCidrs 0.0.0.0/1, 128.0.0.0/1: these networks together are the whole internet. Name the networks of your users, or set publicAccess: true  [JD205]",
      ],
    ],
    [
      "users by IPv6 alone",
      { allowedCidrs: ["2001:db8::/32"] },
      ["allowedCidrs needs an IPv4 network: the VM has an IPv4 address  [JD204]"],
    ],
    [
      "everybody at its published ports, unasked",
      { uiCidrs: ["0.0.0.0/0"] },
      [
        'uiCidrs[0] "0.0.0.0/0" lets everybody try what containers publish. Name the networks of your users, or set publicAccess: true  [JD205]',
      ],
    ],
    [
      "snapshots of a disk that is another's",
      { data: { volumeId: "vol-00000001", snapshotDays: 7 }, subnetId: "subnet-00000001" },
      [
        "data.snapshotDays applies to the disk that the stack makes, and data.volumeId is not that disk. Remove one of them  [JD107]",
      ],
    ],
    [
      "pools that dockerd would refuse, and mirrors with a password",
      { addressPools: [{ base: "10.0.0.0/16", size: 8 }], registryMirrors: ["https://user:word@mirror.example.org"] },
      [
        'registryMirrors[0] "https://user:…@mirror.example.org" is not a registry mirror: https://host[:port]  [JD104]',
        "addressPools[0].size 8 is a bigger network than 10.0.0.0/16 itself  [JD104]",
      ],
    ],
    [
      "the engine's port as one of its own",
      { uiPorts: [443, 2376] },
      ["uiPorts 2376 is the engine's own port, and is open already. Remove it  [JD107]"],
    ],
    [
      "a VPC without a subnet",
      { vpcId: "vpc-00000001" },
      ["subnetId is needed with vpcId: a subnet of vpc-00000001 that reaches the internet  [JD105]"],
    ],
    [
      "a private address of no subnet",
      { privateIp: "10.0.1.20" },
      ["subnetId is needed with privateIp: the subnet that contains 10.0.1.20  [JD105]"],
    ],
    [
      "spot with protected data",
      { spot: true, data: { retain: true } },
      ["spot takes the VM away at any time, which does not fit data.retain. Remove one of them  [JD107]"],
    ],
    [
      "an old disk of some zone, with a size",
      { data: { volumeId: "vol-00000001", sizeGiB: 20 } },
      [
        "subnetId is needed with data.volumeId: a subnet in the zone of vol-00000001  [JD105]",
        "data.sizeGiB has no effect with data.volumeId: that disk keeps its size. Remove one of them  [JD107]",
      ],
    ],
    [
      "two images",
      { ami: "ami-00000001", image: "debian-13" },
      ["image has no effect with ami. Remove one of them  [JD107]"],
    ],
    [
      "Sysbox on Debian",
      { sysbox: true, image: "debian-13" },
      ["sysbox has no package for Debian 13. Remove it, or the image, for Ubuntu  [JD107]"],
    ],
    [
      "malformed ids, types and sizes",
      { subnetId: "subnet-1", instanceType: "large", rootSizeGiB: 1, dockerPackages: "docker" as "docker-ce" },
      [
        'instanceType "large" is not an EC2 instance type, e.g. t3.large  [JD104]',
        'dockerPackages "docker" is not allowed: distribution, docker-ce. Did you mean "docker-ce"?  [JD104]',
        'subnetId "subnet-1" is not the id of a subnet: subnet-…  [JD104]',
        "rootSizeGiB 1 is not allowed: a whole number from 10 to 1024 (GiB)  [JD104]",
      ],
    ],
  ];
  for (const [title, args, problems] of rows) {
    it(`refuse ${title}`, () => {
      expect(refused(args)).to.deep.equal(problems);
    });
  }

  it("let everybody in where that was asked for", () => {
    expect(awsSettings("ci", { allowedCidrs: ["0.0.0.0/0"], publicAccess: true }).publicAccess).to.equal(true);
  });

  it("take address pools of both families, each with networks of its sizes", () => {
    const addressPools = [
      { base: "10.200.0.0/16", size: 24 },
      { base: "2001:db8::/104", size: 112 },
    ];
    expect(awsSettings("ci", { allowedCidrs, addressPools }).addressPools).to.deep.equal(addressPools);
    const tooSmall = [{ base: "10.200.0.0/16", size: 31 }];
    expect(said(() => awsSettings("ci", { allowedCidrs, addressPools: tooSmall }))).to.deep.equal([
      "  addressPools[0].size  31 leaves no address for a container: 30 at most  [JD104]",
    ]);
  });
});
