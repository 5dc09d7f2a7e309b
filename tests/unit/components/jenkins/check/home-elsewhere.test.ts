import { expect } from "chai";
import { homeElsewhere } from "../../../../../components/jenkins/check/home-elsewhere";

describe("a home that is on another engine", () => {
  it("is told with what the user calls the settings", () => {
    const home = { volume: "ci-home", stack: "dev" };
    const { message } = homeElsewhere(home, (path) => `jenkins.${path}`);
    expect(message).to.match(/no volume ci-home.* with jenkins\.backup in .* jenkins\.retainHome: true/s);
    expect(homeElsewhere(home, (path) => path).message).not.to.contain("jenkins.");
  });
});
