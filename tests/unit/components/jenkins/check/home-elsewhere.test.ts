import { expect } from "chai";
import { homeElsewhere } from "../../../../../components/jenkins/check/home-elsewhere";
import { tellAs } from "../../../../../components/text/user-error";

describe("a home that is on another engine", () => {
  const home = { volume: "ci-home", stack: "dev" };

  it("is told with the arguments of a component", () => {
    expect(homeElsewhere(home, "Jenkins ci").message).to.match(
      /no volume ci-home.* with backup in .* retainHome: true \(AwsDockerHost: data\.retain: true\)/s,
    );
  });

  it("is told with the keys of a stack's config, where it is a clone's", () => {
    tellAs("Jenkins of-a-clone", { where: "the configuration", path: (path) => `jenkins.${path}` });
    expect(homeElsewhere(home, "Jenkins of-a-clone").message).to.match(
      /with jenkins\.backup in .* jenkins\.retainHome: true \(host aws: aws\.data\.retain: true\)/s,
    );
  });
});
