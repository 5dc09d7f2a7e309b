import { expect } from "chai";
import { oldImage } from "../../../../cli/backup/old-image";
import { CommandError } from "../../../../cli/say";

const image = "jenkins/jenkins:2.580.2-lts-jdk21";
const plugins = "id git\nversion 5.7.0\nid configuration-as-code\nversion 2000.v1\n";
const lines = ["configuration-as-code:2000.v1", "git:5.7.0"];

describe("the settings of a stack that goes back to the Jenkins before an upgrade", () => {
  it("are its image, and a lock of all its plugins", () => {
    const { set, remove, lock } = oldImage({ image, plugins }, { image: "jenkins/jenkins:2.600.1-lts-jdk21" });
    expect(set).to.deep.equal([["jenkins.image", image]]);
    expect(remove).to.deep.equal([]);
    expect(lock?.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).to.deep.equal(lines);
  });

  it("leave no version of a plugin that the lock contradicts", () => {
    const jenkins = { plugins: ["git:5.8.0", "configuration-as-code", "new-one:1"] };
    const { set, remove } = oldImage({ image, plugins }, jenkins);
    expect(set.slice(1)).to.deep.equal([
      ["jenkins.plugins[0]", "git:5.7.0"], // the second one is as it was
    ]);
    expect(remove).to.deep.equal(["jenkins.plugins[2]"]);
    const fewer = oldImage({ image, plugins }, { plugins: ["new-one:1", "git:5.8.0", "new-two:1"] });
    expect(fewer.set.slice(1)).to.deep.equal([["jenkins.plugins[0]", "git:5.7.0"]]);
    expect(fewer.remove).to.deep.equal(["jenkins.plugins[2]", "jenkins.plugins[1]"]);
    const same = oldImage({ image, plugins }, { plugins: ["git:5.7.0", "configuration-as-code"] });
    expect(same.remove).to.deep.equal([]);
    expect(same.set).to.have.length(1);
  });

  it("are an image of the user's own, or take one away", () => {
    const customImage = "registry.example.org/jenkins@sha256:00";
    expect(oldImage({ customImage, plugins }, { image, plugins: ["git"] })).to.deep.equal({
      set: [["jenkins.customImage", customImage]],
      remove: ["jenkins.image", "jenkins.plugins"],
    });
    expect(oldImage({ image, plugins }, { customImage }).remove).to.deep.equal(["jenkins.customImage"]);
  });

  it("are none where it is not known which image it was", () => {
    expect(() => oldImage({ plugins })).to.throw(CommandError, /does not say which image Jenkins had/);
  });
});
