import { InternetGateway, RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { Jenkins } from "pulumi-jenkins-docker";
import { AwsDockerHost } from "pulumi-jenkins-docker/aws";

const config = new pulumi.Config();

const vpc = new Vpc("ci", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
const gateway = new InternetGateway("ci", { vpcId: vpc.id });
// Not every zone offers every instance type: the preview says so.
const availabilityZone = config.require("zone");
const subnet = new Subnet("ci", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24", availabilityZone });
const routes = new RouteTable("ci", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const wayOut = new RouteTableAssociation("ci", { subnetId: subnet.id, routeTableId: routes.id });

const host = new AwsDockerHost(
  "ci",
  { allowedCidrs: config.requireObject<string[]>("allowedCidrs"), subnetId: subnet.id, vpcId: vpc.id },
  { dependsOn: [wayOut] }, // the VM installs Docker when it boots
);
const jenkins = new Jenkins("ci", { endpoint: host.endpoint, https: {} });

export const { url, caCert, adminUser, adminPassword } = jenkins;
