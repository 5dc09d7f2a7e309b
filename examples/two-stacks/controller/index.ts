import * as pulumi from "@pulumi/pulumi";
import { type DockerEndpoint, Jenkins } from "pulumi-jenkins-docker";
import { AwsDockerHost } from "pulumi-jenkins-docker/aws";

const config = new pulumi.Config();
const buildHost = new pulumi.StackReference(config.require("buildHost")); // organization/jenkins-build-host/dev

const host = new AwsDockerHost("ci", {
  allowedCidrs: config.requireObject<string[]>("allowedCidrs"),
  data: { retain: true },
});
const jenkins = new Jenkins("ci", {
  endpoint: host.endpoint,
  https: {},
  access: "remote",
  remote: { endpoint: buildHost.requireOutput("buildEndpoint") as pulumi.Output<DockerEndpoint>, ownKey: true },
  retainHome: true,
});

export const { url, caCert, adminUser, adminPassword } = jenkins;
/** For `allowedCidrs` of the build host: `ADDRESS/32`. */
export const { address } = host;
