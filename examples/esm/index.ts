import * as pulumi from "@pulumi/pulumi";
import { Access, Jenkins, LocalDockerHost } from "pulumi-jenkins-docker";

const config = new pulumi.Config();

const host = new LocalDockerHost("local");
const jenkins = new Jenkins("ci", {
  endpoint: host.endpoint,
  access: Access.dood,
  port: config.getNumber("port"),
});

export const { url, adminUser, adminPassword } = jenkins;
