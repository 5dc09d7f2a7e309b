import * as pulumi from "@pulumi/pulumi";
import { Jenkins, LocalDockerHost } from "pulumi-jenkins-docker";

const config = new pulumi.Config();

const host = new LocalDockerHost("local");
const jenkins = new Jenkins("ci", {
  endpoint: host.endpoint,
  access: "dind",
  dind: { registryMirrors: config.getObject<string[]>("registryMirrors") },
  port: config.getNumber("port"),
});

export const { url, adminUser, adminPassword } = jenkins;
