import { expect } from "chai";
import { lockedStack } from "../../../../../.github/scripts/pins/locks";
import { defaultPlugins } from "../../../../../components/jenkins/controller/image/default-plugins";
import { defaultImages } from "../../../../../components/default-images";

describe("a plugin lock", () => {
  const there = (file: string) => file === "stacks/plugins.dev.lock";

  it("is renewed with the image and the plugins of its stack", () => {
    const settings = `config:\n  pulumi-jenkins-docker:jenkins: { image: "jenkins/jenkins:2.1", plugins: ["job-dsl"] }\n`;
    expect(lockedStack("dev", settings, there)).to.deep.equal({
      file: "stacks/plugins.dev.lock",
      image: "jenkins/jenkins:2.1",
      plugins: [...defaultPlugins, "job-dsl"].sort(),
    });
    expect(lockedStack("dev", "config: {}", there)?.image).to.equal(defaultImages.jenkins);
  });

  it("is not where there is none, or an image that is taken as it is", () => {
    expect(lockedStack("prod", "config: {}", there)).to.equal(undefined);
    const own = "config:\n  pulumi-jenkins-docker:jenkins: { customImage: a }\n";
    expect(lockedStack("dev", own, there)).to.equal(undefined);
  });
});
