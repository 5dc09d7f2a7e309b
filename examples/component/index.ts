import * as pulumi from "@pulumi/pulumi";
import { LocalDockerHost } from "pulumi-jenkins-docker";
import { TeamCi } from "./team-ci";

const config = new pulumi.Config();

const host = new LocalDockerHost("local");
const ci = new TeamCi("payments", { endpoint: host.endpoint, port: config.requireNumber("port") });

export const { url, adminPassword } = ci;
