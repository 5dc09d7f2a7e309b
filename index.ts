/** What the package exports, and nothing else. The host on AWS is in `aws.ts`. */
export { DindIsolation, DindPlacement, type Dind } from "./components/access/dind/args";
export type { Dood } from "./components/access/dood/args";
export { Access, type AccessBlocks } from "./components/access/modes";
export type { EngineContainer, Remote, RemoteEngine } from "./components/access/remote/args";
export type { HostCa } from "./components/endpoint/certificates";
export type { DockerEndpoint } from "./components/endpoint/endpoint";
export type { RegistryCa } from "./components/text/registry-ca";
export { ExistingDockerHost, type ExistingDockerHostArgs } from "./components/host/existing";
export { LocalDockerHost, type LocalDockerHostArgs } from "./components/host/local";
export { PullPolicy, type Agents, type AgentTemplate } from "./components/jenkins/agents/agent-args";
export type { Https, JenkinsArgs } from "./components/jenkins/args";
export type { Backup, BackupsKept } from "./components/jenkins/backup/args";
export { Jenkins } from "./components/jenkins/jenkins";
export type { Proxy } from "./components/text/proxy";
export type { Registry } from "./components/jenkins/registries/registries";
export type { ProblemCode } from "./components/text/problem-codes";
export type { Problem } from "./components/text/problems";
export { UserError } from "./components/text/user-error";
