/** What a stack's config calls the arguments of its components: the one place that translates their paths. */
import { accessModes } from "../components/access/modes";
import { jenkinsSchema } from "../components/jenkins/settings";
import { tellAs } from "../components/text/user-error";
import { awsHosts, type StackConfig } from "./config";
import { fleetName } from "./fleets/fleets-config";
import { stackModes } from "./modes";

/** Has the problems that components find told with the keys of the stack's config. */
export function tellInConfigPaths(stack: string, config: StackConfig): void {
  const where = `the configuration of stack ${stack}`;
  for (const [component, path] of Object.entries(configPaths(config))) tellAs(component, { where, path });
}

/**
 * By component, the key of the config for a path of its arguments. Pure.
 * @example configPaths(config)["Jenkins jenkins"]?.("port") // "jenkins.port"
 */
export function configPaths(config: StackConfig): Record<string, (path: string) => string> {
  // The provider's own settings (aws:region) are the same in every stack.
  const vms = awsHosts(config).map(({ name, path }) => [
    `AwsDockerHost ${name}`,
    (key: string) => (key.startsWith("aws:") ? key : `${path}.${key}`),
  ]);
  const fleets = (config.fleets ?? []).map((fleet, index) => [
    `AwsAgentFleet ${fleetName(fleet)}`,
    (key: string) => (key.startsWith("aws:") ? key : `fleets[${String(index)}].${key}`),
  ]);
  return {
    "Jenkins jenkins": (path) => pathOfJenkins(config, path),
    "LocalDockerHost local": (path) => (path === "dockerHost" ? "local.dockerHost" : path),
    "ExistingDockerHost existing": (path) => `existing.${path}`,
    ...(Object.fromEntries([...vms, ...fleets]) as Record<string, (path: string) => string>),
  };
}

/** Settings of a Jenkins that stand at the top of a config, and not in its block `jenkins`. */
const atTheTop = ["access", "fleets", "registries", "secrets", "proxy", "caBundle"];

/** What is no setting keeps its name: the name of a container, say. */
function pathOfJenkins(config: StackConfig, path: string): string {
  const [first = ""] = path.split(/[.[]/);
  if (first === accessModes[config.access].name) return stackModes[config.access]?.configKey(config, path) ?? path;
  if (first === "pluginLock") return path.replace(first, "plugin lock");
  if (path === "endpoint.socketGid") return `${config.host}.socketGid`;
  if (first === "endpoint") return "host";
  return atTheTop.includes(first) || !(first in jenkinsSchema.shape) ? path : `jenkins.${path}`;
}
