import { expect } from "chai";
import { stackConfig } from "../../../../stacks/config";
import { resizesBy } from "../../../../stacks/fleets/fleets-config";
import { said } from "../../support/refusal";

const fleets = [{ name: "large", sshCidrs: ["10.0.0.0/16"] }];
const config = (settings: object) =>
  stackConfig(
    "dev",
    Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  );
const refused = (settings: object) => said(() => config(settings)).map((line) => line.trim().replaceAll(/ +/g, " "));
const aws = { host: "aws", aws: { allowedCidrs: ["203.0.113.0/24"] } };

describe("fleets in a stack's config", () => {
  it("get what stands at the top, unless they say otherwise", () => {
    const { fleets: made } = config({
      fleets: [...fleets, { name: "small", sshCidrs: ["10.0.0.0/16"], registryMirrors: ["https://own.example.org"] }],
      registryMirrors: ["https://mirror.example.org"],
    });
    expect(made?.map(({ registryMirrors }) => registryMirrors)).to.deep.equal([
      ["https://mirror.example.org"],
      ["https://own.example.org"],
    ]);
  });

  it("are needed by access: fleet, which has no agents in containers", () => {
    expect(refused({ access: "fleet", jenkins: { agents: { containerCap: 3 } } })).to.deep.equal([
      'fleets is needed with access "fleet": the machines that builds run on (docs/fleet.md) [JD105]',
      'jenkins.agents has no effect with access "fleet", whose agents are machines and no containers. Remove it, or choose another access [JD107]',
    ]);
    expect(config({ access: "fleet", fleets }).access).to.equal("fleet");
  });

  it("need a network to be reached from, but not from a VM of the stack, whose group is known", () => {
    expect(refused({ fleets: [{ name: "large" }] })).to.deep.equal([
      'fleets[0].sshCidrs is needed: the network from which Jenkins reaches the machines, e.g. ["10.0.0.0/16"] [JD105]',
    ]);
    expect(config({ ...aws, fleets: [{ name: "large" }] }).fleets).to.have.length(1);
  });

  it("have names of their own", () => {
    expect(refused({ fleets: [...fleets, ...fleets] })).to.deep.equal([
      'fleets[1].name "large" is the name of fleets[0], too. Rename one of them [JD304]',
    ]);
    expect(refused({ fleets: [{ ...fleets[0], name: "Very Large" }] })[0]).to.contain(
      '"Very Large" is not a fleet\'s name',
    );
  });

  it("are ten at most", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...fleets[0], name: `f${String(index)}` }));
    expect(config({ fleets: many(10) }).fleets).to.have.length(10);
    expect(refused({ fleets: many(11) })).to.deep.equal([
      "fleets has 11 fleets. The rights of one controller on AWS have room for 10. Use another stack for the others [JD104]",
    ]);
  });

  it("are missing in a lock that was written before there were any", () => {
    const find = () => stackConfig("dev", { fleets: JSON.stringify(fleets) }, ["configuration-as-code:1.0"]);
    expect(said(find).join("\n")).to.match(/^ *fleets +"ec2-fleet": the plugin lock does not have it\./);
  });

  for (const [what, settings, by] of [
    ["the role of a VM on which no build runs", { ...aws, access: "fleet", fleets }, "role"],
    [
      "the role beside a remote engine",
      { ...aws, access: "remote", remote: { host: "aws", aws: aws.aws }, fleets },
      "role",
    ],
    ["a key beside builds on the same VM", { ...aws, access: "dind", fleets }, "key"],
    ["a key beside builds on the controller", { ...aws, access: "fleet", fleets, jenkins: { executors: 1 } }, "key"],
    ["a key from a machine outside of AWS", { access: "fleet", fleets }, "key"],
  ] as [string, object, string][])
    it(`are resized by ${what}`, () => {
      expect(resizesBy(config(settings))).to.equal(by);
    });
});
