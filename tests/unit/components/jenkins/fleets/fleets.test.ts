import { expect } from "chai";
import { fleetNameProblems, fleetProblemsOf } from "../../../../../components/jenkins/fleets/fleets";

const fleet = {
  name: "large",
  region: "eu-central-1",
  group: "large-1a2b3c4",
  labels: ["large"],
  user: "jenkins",
  privateKey: "-----BEGIN OPENSSH PRIVATE KEY-----\n…",
  hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI",
  minSize: 0,
  maxSize: 10,
  spare: 0,
  maxUses: 1,
  idleMinutes: 5,
};

describe("a fleet as an argument", () => {
  const said = (more: object) =>
    fleetProblemsOf({ ...fleet, ...more }, 0).map(({ path, message }) => `${path} ${message}`);

  it("is what AwsAgentFleet gives", () => {
    expect(said({})).to.deep.equal([]);
    expect(said({ group: "my-fleet-large" })).to.deep.equal([]);
    expect(said({ group: "fleet-12a34b55-67cd-8ef9-ba9b-9208dec0ffee" }), "an EC2 Fleet").to.deep.equal([]);
  });

  it("is refused where Jenkins could not use it, and no key is repeated", () => {
    expect(said({ hostKey: "SHA256:abc" })).to.deep.equal([
      'fleets[0].hostKey "SHA256:abc" is no public host key, as known_hosts has it: ssh-ed25519 AAAA…',
    ]);
    expect(said({ privateKey: "hunter2" })).to.deep.equal([
      "fleets[0].privateKey is no private key in the format of OpenSSH",
    ]);
    expect(said({ name: "../x" })).to.deep.equal([
      'fleets[0].name "../x" is not a cloud\'s name: letters, digits, ".", "_" and "-"',
    ]);
    for (const group of ["fleet-large-1a2b3c4", "sfr-large"])
      expect(said({ group })).to.deep.equal([
        `fleets[0].group "${group}" begins as the id of an EC2 Fleet does, and ec2-fleet takes it for one. Give the Auto Scaling group another name`,
      ]);
    expect(said({ maxSize: undefined })).to.deep.equal(["fleets[0].maxSize is needed: a number"]);
  });

  it("has a name that no other cloud has", () => {
    const names = (fleets: string[], own: string[]) =>
      fleetNameProblems(fleets, own).map(({ code, path, message }) => `${code} ${path} ${message}`);
    expect(names(["large", "small"], ["mine"])).to.deep.equal([]);
    expect(names(["large", "docker-2", "mine", "large"], ["mine"])).to.deep.equal([
      'JD304 fleets[1].name "docker-2" is the name of a Docker cloud of ours, too. Rename one of them',
      'JD304 fleets[2].name "mine" is the name of a cloud in the casc, too. Rename one of them',
      'JD304 fleets[3].name "large" is the name of fleets[0], too. Rename one of them',
    ]);
  });
});
