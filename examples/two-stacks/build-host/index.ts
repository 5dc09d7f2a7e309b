import * as pulumi from "@pulumi/pulumi";
import { AwsDockerHost } from "pulumi-jenkins-docker/aws";

const config = new pulumi.Config();

const builds = new AwsDockerHost("builds", {
  allowedCidrs: config.requireObject<string[]>("allowedCidrs"), // this machine's network, and ADDRESS/32 of the controller
  uiPorts: [],
  data: { sizeGiB: 100, retain: true },
});

/** For other stacks: a Jenkins there makes a client key of its own. */
export const buildEndpoint = builds.endpoint;
