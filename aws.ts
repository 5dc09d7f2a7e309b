/**
 * What `pulumi-jenkins-docker/aws` exports. It needs `@pulumi/aws`, which is the largest of all packages here: whoever has another host
 * neither installs nor loads it.
 */
export { AwsAgentFleet } from "./components/host/aws-fleet/aws-agent-fleet";
export type { AwsAgentFleetArgs } from "./components/host/aws-fleet/fleet-args";
export { AwsDockerHost } from "./components/host/aws/aws-docker-host";
export { HostImage, type AwsDockerHostArgs, type DataDisk } from "./components/host/aws/aws-args";
export { BuildsEngine, DockerPackages, type AddressPool } from "./components/host/bootstrap/host-settings";
