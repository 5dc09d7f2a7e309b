import { expect } from "chai";
import type { AwsAgentFleetArgs } from "../../../../../components/host/aws-fleet/fleet-args";
import { experimentalFleetSettings, fleetSettings } from "../../../../../components/host/aws-fleet/fleet-settings";
import { said } from "../../../support/refusal";

const sshCidrs = ["10.0.0.0/16"];
const refused = (args: object) =>
  said(() => fleetSettings("large", { sshCidrs, ...args })).map((line) => line.trim().replace(/ +/, " "));

describe("a fleet's settings", () => {
  it("have these defaults", () => {
    expect(fleetSettings("large", { sshCidrs })).to.deep.equal({
      labels: ["large"],
      sshCidrs,
      sshGroups: [],
      minSize: 0,
      maxSize: 10,
      spare: 0,
      maxUses: 1,
      idleMinutes: 5,
      instanceTypes: ["t3.large"],
      spotShare: 0,
      image: "ubuntu-24.04",
      dockerPackages: "distribution",
      rootSizeGiB: 30,
      policyArns: [],
      registryMirrors: [],
      registryCas: [],
      proxy: undefined,
      tags: {},
    });
  });

  it("tell which of them are experimental", () => {
    const experimental = (args: Partial<AwsAgentFleetArgs>) =>
      experimentalFleetSettings(fleetSettings("large", { sshCidrs, ...args }));
    expect(experimental({})).to.deep.equal([]);
    expect(experimental({ spotShare: 50, dockerPackages: "docker-ce" })).to.deep.equal([
      "spotShare: 50",
      "dockerPackages: docker-ce",
    ]);
  });

  for (const [what, args, says] of [
    [
      "nobody who may log in",
      { sshCidrs: [] },
      ['sshCidrs is needed: the network from which Jenkins reaches the machines, e.g. ["10.0.0.0/16"] [JD105]'],
    ],
    [
      "everybody",
      { sshCidrs: ["0.0.0.0/0"] },
      ['sshCidrs[0] "0.0.0.0/0" lets everybody try SSH. Name the network of the controller [JD205]'],
    ],
    [
      "everybody, in two halves",
      { sshCidrs: ["0.0.0.0/1", "128.0.0.0/1"] },
      [
        "sshCidrs 0.0.0.0/1, 128.0.0.0/1: these networks together are the whole internet. Name the network of the controller [JD205]",
      ],
    ],
    [
      "sizes that contradict",
      { minSize: 5, maxSize: 2, spare: 3 },
      [
        "minSize 5 is more than maxSize, 2. Lower it, or raise maxSize [JD107]",
        "spare 3 is more than maxSize, 2. Lower it, or raise maxSize [JD107]",
      ],
    ],
    ["no size", { maxSize: 0 }, ["maxSize 0 is not allowed: a whole number from 1 to 1000 [JD104]"]],
    ["no instance type", { instanceTypes: [] }, ["instanceTypes is empty. Name one, or leave it out [JD104]"]],
    [
      "a label with a blank",
      { labels: ["very large"] },
      ['labels[0] "very large" is not a label: letters, digits, ".", "_" and "-", e.g. large [JD104]'],
    ],
    [
      "a policy's name",
      { policyArns: ["ReadOnly"] },
      ['policyArns[0] "ReadOnly" is not the ARN of a policy: arn:aws:iam::…:policy/… [JD104]'],
    ],
    [
      "two images",
      { ami: "ami-0123456789abcdef0", image: "debian-13" },
      ["image has no effect with ami. Remove one of them [JD107]"],
    ],
    [
      "the ARN of a role",
      { controllerRole: "arn:aws:iam::123456789012:role/ci" },
      [
        'controllerRole "arn:aws:iam::123456789012:role/ci" is not a name in IAM. Give the name alone, without ARN or path [JD104]',
      ],
    ],
    [
      "an empty name",
      { controllerUser: "" },
      ['controllerUser "" is not a name in IAM. Give the name alone, without ARN or path [JD104]'],
    ],
    [
      "a role and a user",
      { controllerRole: "r", controllerUser: "u" },
      ["controllerUser has no effect with controllerRole. Remove one of them [JD107]"],
    ],
    ["a tag of AWS", { tags: { "aws:x": "y" } }, ["tags.aws:x begins with aws:, which is AWS' own. Rename it [JD104]"]],
    ["a typo", { maxsize: 3 }, ['maxsize is not a setting. Did you mean "maxSize"? [JD103]']],
  ] as [string, object, string[]][]) {
    it(`refuse ${what}`, () => {
      expect(refused(args).map((line) => line.replaceAll(/ +/g, " "))).to.deep.equal(says);
    });
  }

  it("take a security group instead of a network", () => {
    const sshGroups = ["sg-0123456789abcdef0"];
    expect(fleetSettings("large", { sshGroups }).sshGroups).to.deep.equal(sshGroups);
  });
});
