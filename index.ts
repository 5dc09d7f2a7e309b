/** What the package exports, and nothing else. */
export {
  Access,
  Daemon,
  DindRuntime,
  type DindArgs,
  type EngineContainerArgs,
  type RemoteArgs,
  type RemoteEngineArgs,
} from "./components/access/contract";
export type { CaArgs } from "./components/endpoint/certificates";
export type { DockerEndpoint } from "./components/endpoint/endpoint";
export { AwsDockerHost } from "./components/host/aws/aws-docker-host";
export { HostImage, type AwsDockerHostArgs, type DataDiskArgs } from "./components/host/aws/aws-args";
export { EnginePackages, type AddressPool, type HostRegistryCa } from "./components/host/bootstrap/host-settings";
export { ExistingDockerHost, type ExistingDockerHostArgs } from "./components/host/existing";
export { LocalDockerHost, type LocalDockerHostArgs } from "./components/host/local";
export { PullPolicy, type AgentsArgs, type AgentTemplateArgs } from "./components/jenkins/agents/agent-args";
export type { HttpsArgs, JenkinsArgs } from "./components/jenkins/args";
export { Jenkins } from "./components/jenkins/jenkins";
export type { ProxyArgs } from "./components/text/proxy";
export type { RegistryArgs } from "./components/jenkins/registries/registries";
export type { Problem, ProblemCode } from "./components/text/problems";
export { UserError } from "./components/text/user-error";
