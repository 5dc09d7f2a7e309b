import { expect } from "chai";
import { keptOnDestroy } from "../../../cli/kept-home";
import { exported } from "../support/exported-state";

describe("what a stack keeps on destroy", () => {
  it("is named, with what takes it up again and what deletes it", () => {
    const state = exported(
      { type: "docker:index/volume:Volume", id: "jenkins-dev-home", retainOnDelete: true },
      { type: "docker:index/volume:Volume", id: "jenkins-dev-casc" },
      {
        type: "aws:ebs/volume:Volume",
        id: "vol-1",
        retainOnDelete: true,
        outputs: { availabilityZone: "eu-central-1a" },
      },
    );
    expect(keptOnDestroy(state)).to.deep.equal([
      "volume jenkins-dev-home on the engine: the next up of a stack of this name takes it up again; docker volume rm jenkins-dev-home deletes it",
      "disk vol-1 in eu-central-1a: aws.data.volumeId and aws.subnetId, of that zone, take it up again; aws ec2 delete-volume --volume-id vol-1 deletes it",
    ]);
  });

  it("is told with the settings of the machine it is of, and a builds' disk that goes takes no home with it", () => {
    const home = { type: "docker:index/volume:Volume", id: "jenkins-dev-home", retainOnDelete: true };
    const disk = { type: "aws:ebs/volume:Volume", outputs: { availabilityZone: "eu-central-1a" } };
    const kept = keptOnDestroy(
      exported(
        home,
        { ...disk, id: "vol-1", name: "builds-data" },
        {
          ...disk,
          id: "vol-2",
          name: "builds-3-data",
          retainOnDelete: true,
        },
      ),
    );
    expect(kept[0]).to.match(/^volume jenkins-dev-home on the engine/);
    expect(kept[1]).to.match(/^disk vol-2 in eu-central-1a: remote\.pool\[1\]\.aws\.data\.volumeId and /);
  });

  it("is the home that a restore has made, too, which Jenkins has, and no resource", () => {
    const own = { type: "docker:index/volume:Volume", id: "jenkins-dev-home", retainOnDelete: true };
    const mounts = [{ type: "volume", source: "jenkins-dev-home-1a2b", target: "/var/jenkins_home" }];
    const container = { type: "docker:index/container:Container", id: "c1", inputs: { mounts } };
    expect(keptOnDestroy(exported(own, container))).to.deep.equal([
      "volume jenkins-dev-home-1a2b on the engine: Jenkins' home, which jenkins.homeVolume names; docker volume rm jenkins-dev-home-1a2b deletes it",
      "volume jenkins-dev-home on the engine: the stack's own home, which Jenkins does not use now; docker volume rm jenkins-dev-home deletes it",
    ]);
    expect(keptOnDestroy(exported(container, { type: "aws:ebs/volume:Volume", id: "vol-1" }))).to.deep.equal([]);
    const ofStack = { ...container, inputs: { mounts: [{ ...mounts[0], source: "jenkins-dev-home" }] } };
    expect(keptOnDestroy(exported(own, ofStack))[0]).to.match(/the next up of a stack of this name takes it up again/);
  });

  it("is no volume on a disk that goes", () => {
    const home = { type: "docker:index/volume:Volume", id: "jenkins-dev-home", retainOnDelete: true };
    expect(keptOnDestroy(exported(home, { type: "aws:ebs/volume:Volume", id: "vol-1" }))).to.deep.equal([]);
  });

  it("is nothing where nothing was protected, or nothing is there", () => {
    expect(keptOnDestroy(exported({ type: "aws:ebs/volume:Volume", id: "vol-1" }))).to.deep.equal([]);
    expect(keptOnDestroy('{"version":3,"deployment":null}')).to.deep.equal([]);
  });
});
