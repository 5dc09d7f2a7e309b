import { expect } from "chai";
import { stackConfig } from "../../../stacks/config";
import { configPaths } from "../../../stacks/config-paths";
import { block, type Texts } from "../support/stack-config";

const aws = block({ allowedCidrs: ["203.0.113.0/24"] });

/** What a config calls paths of a component's arguments. */
const called = (component: string, paths: string[], texts: Texts = {}) => {
  const path = configPaths(stackConfig("dev", texts))[component];
  return paths.map((one) => path?.(one));
};

describe("the keys of a stack's config for paths of arguments", () => {
  it("are in the block jenkins, but for what stands at the top", () => {
    const paths = [
      "port",
      "agents.templates[0].image",
      "registries[0].address",
      "secrets.token",
      "caBundle",
      "proxy.http",
    ];
    expect(called("Jenkins jenkins", paths)).to.deep.equal([
      "jenkins.port",
      "jenkins.agents.templates[0].image",
      "registries[0].address",
      "secrets.token",
      "caBundle",
      "proxy.http",
    ]);
  });

  it("name the host for what comes from there", () => {
    expect(called("Jenkins jenkins", ["endpoint", "endpoint.socketGid"])).to.deep.equal(["host", "local.socketGid"]);
    expect(called("LocalDockerHost local", ["dockerHost"])).to.deep.equal(["local.dockerHost"]);
    expect(called("ExistingDockerHost existing", ["clientKey"])).to.deep.equal(["existing.clientKey"]);
    expect(called("AwsDockerHost aws", ["subnetId"], { host: "aws", aws })).to.deep.equal(["aws.subnetId"]);
  });

  it("are no keys where it is no setting: a container, what has a name, an image of this package", () => {
    const others = ["jenkins-dev-dind", "name", "the Docker CLI"];
    expect(called("Jenkins jenkins", others)).to.deep.equal(others);
  });

  it("are none of the plugin lock, which is a file", () => {
    expect(called("Jenkins jenkins", ["pluginLock", "pluginLock[3]"])).to.deep.equal(["plugin lock", "plugin lock[3]"]);
  });

  it("are the mode's own for its block", () => {
    expect(called("Jenkins jenkins", ["dind.image"], { access: "dind" })).to.deep.equal(["dind.image"]);
    const stack = { access: "remote", remote: block({ stack: "org/builds/prod" }) };
    expect(called("Jenkins jenkins", ["remote.endpoint.dockerHost"], stack)).to.deep.equal(["remote.stack"]);
    const vm = { access: "remote", remote: block({ host: "aws", aws: { allowedCidrs: ["203.0.113.0/24"] } }) };
    expect(called("Jenkins jenkins", ["remote.endpoint"], vm)).to.deep.equal(["remote.aws"]);
    expect(called("AwsDockerHost builds", ["subnetId"], vm)).to.deep.equal(["remote.aws.subnetId"]);
  });
});
