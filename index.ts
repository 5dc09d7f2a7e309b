/** What the package exports, and nothing else. */
export {
  Access,
  Daemon,
  DindRuntime,
  type DindArgs,
  type EngineContainerArgs,
  type RemoteArgs,
  type RemoteEngineArgs,
} from "./components/access/access";
export type { CaArgs } from "./components/certificates";
export type { DockerEndpoint } from "./components/endpoint";
export { AwsDockerHost } from "./components/host/aws";
export { HostImage, type AwsDockerHostArgs, type DataDiskArgs } from "./components/host/aws/args";
export { EnginePackages, type AddressPool, type HostRegistryCa } from "./components/host/bootstrap/settings";
export { ExistingDockerHost, type ExistingDockerHostArgs } from "./components/host/existing";
export { LocalDockerHost, type LocalDockerHostArgs } from "./components/host/local";
export { PullPolicy, type AgentsArgs, type AgentTemplateArgs } from "./components/jenkins/agents/args";
export type { HttpsArgs, JenkinsArgs } from "./components/jenkins/args";
export { Jenkins } from "./components/jenkins/jenkins";
export type { ProxyArgs } from "./components/proxy";
export type { RegistryArgs } from "./components/jenkins/registries";
export { ConfigError, type Problem, type ProblemCode } from "./components/problems";
