/** Finds a stack's Jenkins in its exported state, whatever program made it. Pure. */
import { ofUrn } from "../components/changes/change-rules";
import { jenkinsType } from "../components/changes/component-types";
import type { DockerEndpoint } from "../components/endpoint/endpoint";
import { adminUser } from "../components/jenkins/casc/render";
import { jenkinsHomePath } from "../components/paths";
import { resourcesIn, type StateResource, textInClear, type Values } from "./exported-state";
import { CommandError } from "./say";

/** Outputs of a Jenkins that commands use. */
export interface Outputs {
  /** Undefined where a failed `up` has left Jenkins without outputs, and the stack exports no `url`. */
  url?: string;
  access: string;
  adminUser: string;
  adminPassword: string;
  /** PEM of the stack's own CA, where Jenkins' certificate is signed by one. */
  caCert?: string;
  /** The controller's container on the engine. */
  containerName: string;
  /** The volume that is Jenkins' home. */
  homeVolume: string;
}

/** The Jenkins of a stack. */
export interface JenkinsInState {
  outputs: Outputs;
  /** The engine that its container is on. */
  endpoint: DockerEndpoint;
  /** Whether it was made with `backup`. */
  makesBackups: boolean;
}

const containerType = "docker:index/container:Container";

/**
 * The Jenkins that commands are for: the only one of the stack, or the one whose `containerName` the stack exports.
 *
 * A failed `up` that changed an argument leaves a component without outputs [pulumi: pkg/resource/deploy, UpdateStep]. So most of it is read from the
 * resources that the component has made.
 * @param exported what `pulumi stack export --show-secrets` prints
 * @throws CommandError where there is none yet, or there are several
 */
export function jenkinsIn(stack: string, exported: string): JenkinsInState {
  const resources = resourcesIn(exported);
  const ofStack = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  const all = resources
    .filter(({ type }) => type === jenkinsType)
    .map((jenkins) => ({ jenkins, name: ofUrn(jenkins.urn).name, children: childrenOf(jenkins, resources) }));
  const wanted = textInClear(ofStack.containerName);
  const exportedOnes = all.filter(({ children, name }) => containerOf(children, name) === wanted);
  const [chosen, another] = exportedOnes.length === 1 ? exportedOnes : all;
  if (another !== undefined) {
    const names = all.map(({ name }) => name).join(", ");
    const fix = "Export containerName of the one that commands are for";
    throw new CommandError(`stack ${stack} has several Jenkins: ${names}. ${fix}`);
  }
  const found = chosen && madeOf(chosen, ofStack);
  if (found === undefined) throw new CommandError(`stack ${stack} has no controller yet: run pulumi up first`);
  return found;
}

function madeOf(
  { jenkins, name, children }: { jenkins: StateResource; name: string; children: StateResource[] },
  ofStack: Values,
): JenkinsInState | undefined {
  const child = (type: string, called = name) => childOf(children, type, called);
  const told = jenkins.outputs?.url === undefined ? ofStack : jenkins.outputs;
  const containerName = containerOf(children, name) ?? textInClear(told.containerName);
  const provider = child("pulumi:providers:docker")?.inputs;
  const host = textInClear(provider?.host);
  if (containerName === undefined || provider === undefined || host === undefined) return undefined;
  const { mounts = [] } = (child(containerType)?.inputs ?? {}) as { mounts?: { source: string; target: string }[] };
  return {
    outputs: {
      url: textInClear(told.url),
      access: textInClear(jenkins.inputs?.access) ?? textInClear(told.access) ?? "",
      adminUser,
      adminPassword:
        textInClear(child("random:index/randomPassword:RandomPassword", `${name}-admin`)?.outputs?.result) ?? "",
      caCert: textInClear(told.caCert),
      containerName,
      homeVolume: mounts.find(({ target }) => target === jenkinsHomePath)?.source ?? textInClear(told.homeVolume) ?? "",
    },
    endpoint: {
      dockerHost: host,
      caCert: textInClear(provider.caMaterial),
      clientCert: textInClear(provider.certMaterial),
      clientKey: textInClear(provider.keyMaterial),
    },
    // The volume is in the state, too, where somebody has taken the container away.
    makesBackups: child("docker:index/volume:Volume", `${name}-backup`) !== undefined,
  };
}

function childrenOf({ urn }: StateResource, resources: StateResource[]): StateResource[] {
  return resources.filter(({ parent }) => parent === urn);
}

function childOf(children: StateResource[], type: string, name: string): StateResource | undefined {
  return children.find((resource) => resource.type === type && ofUrn(resource.urn).name === name);
}

/** The controller's container, by its name on the engine. */
function containerOf(children: StateResource[], name: string): string | undefined {
  return textInClear(childOf(children, containerType, name)?.outputs?.name);
}
