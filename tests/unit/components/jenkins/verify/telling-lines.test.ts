import { expect } from "chai";
import { causes, tellingEnd } from "../../../../../components/jenkins/verify/telling-lines";

const frames = Array.from(
  { length: 30 },
  (_, line) => `\tat jenkins.model.Jenkins.start(Jenkins.java:${String(line)})`,
);
const log = [
  "Running from: /usr/share/jenkins/jenkins.war",
  "2026-11-28 10:00:00.000+0000 [id=1]\tSEVERE\tjenkins.InitReactorRunner$1#onTaskFailed: Failed ConfigurationAsCode.init",
  "io.jenkins.plugins.casc.ConfiguratorException: Unable to resolve variable 'nosuch'",
  ...frames,
  "\t... 12 more",
  "Caused: java.lang.Error",
  ...frames,
  "",
  "2026-11-28 10:00:01.000+0000 [id=1]\tINFO\twinstone.Logger#logInternal: Jetty shutdown successfully",
  ...frames,
].join("\n");

describe("what a log tells of a failure", () => {
  it("is its end, without frames, and before it the lines about the failure", () => {
    expect(tellingEnd(log, 2)).to.deep.equal([
      "2026-11-28 10:00:00.000+0000 [id=1]\tSEVERE\tjenkins.InitReactorRunner$1#onTaskFailed: Failed ConfigurationAsCode.init",
      "io.jenkins.plugins.casc.ConfiguratorException: Unable to resolve variable 'nosuch'",
      "…",
      "Caused: java.lang.Error",
      "2026-11-28 10:00:01.000+0000 [id=1]\tINFO\twinstone.Logger#logInternal: Jetty shutdown successfully",
    ]);
  });

  it("is a short log as it is", () => {
    expect(tellingEnd("Unrecognized VM option 'NoSuchOption'\n", 15)).to.deep.equal([
      "Unrecognized VM option 'NoSuchOption'",
    ]);
  });

  it("is a cause each once, the last ones", () => {
    expect(causes(log + log, 2)).to.deep.equal([
      "io.jenkins.plugins.casc.ConfiguratorException: Unable to resolve variable 'nosuch'",
      "Caused: java.lang.Error",
    ]);
    expect(causes("INFO all is well\n", 3)).to.deep.equal([]);
  });
});
