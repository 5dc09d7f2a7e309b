/** An engine in a container: its command line, its network, and the container itself. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import {
  containerDefaults,
  containerOptions,
  cpusInState,
  halfCpuShares,
  onNetwork,
  uploadedText,
} from "../docker/container";
import type { Deployment } from "../docker/deployment";
import { hostnameOf } from "../docker/engine-names";
import { pulledImage } from "../docker/image";
import { bridgeNetwork } from "../docker/network";
import { part } from "../endpoint/outputs";
import { engineCaFile, registryCaFile } from "../paths";
import { environmentList } from "../text/environment";
import { proxyEnvironment } from "../text/proxy";
import type { RegistryCa } from "../text/registry-ca";
import type { AccessContext, ControllerFile } from "./contract";

/** The docker group of the docker:dind image. [docker-library/docker: Dockerfile-dind.template] */
export const imageDockerGroup = 2375;

/**
 * Arguments of `dockerd`. The image's entrypoint adds its own arguments only if the first word starts with `-`. So every word here does. Pure.
 * [docker-library/docker: dockerd-entrypoint.sh]
 * @param group numeric group of the engine's socket: pinned, so that nobody has to discover it
 * @param sysbox whether Sysbox runs the container
 */
export function engineArguments(
  registryMirrors: pulumi.Input<string>[],
  group: number,
  sysbox = false,
): pulumi.Input<string>[] {
  return [
    `--group=${String(group)}`,
    ...registryMirrors.map((mirror) =>
      typeof mirror === "string" ? `--registry-mirror=${mirror}` : pulumi.interpolate`--registry-mirror=${mirror}`,
    ),
    // With Sysbox, a recreated container cannot read its containerd image store. [nestybox/sysbox#1021]
    ...(sysbox ? ["--feature=containerd-snapshotter=false"] : []),
  ];
}

/** CAs of registries, at the places where an engine looks for them. */
export function registryCaFiles(cas: RegistryCa[], folder: string): ControllerFile[] {
  return cas.map(({ address, caCert }) => ({ file: registryCaFile(address, folder), content: caCert }));
}

/** A network for an engine alone. No other container of the stack is on it, unless it is told so. */
export function engineNetwork({ name, named, labels, onEngineByName }: Deployment, what: string): docker.Network {
  return bridgeNetwork(`${name}-${what}`, named(what), labels, onEngineByName);
}

/** What an engine's container is put together from. */
export interface EngineParts {
  /** What it is called: `dind`. */
  what: string;
  network: docker.Network;
  /** Its name on that network. */
  alias: string;
  image: pulumi.Input<string>;
  /** The user that starts it, and the program, where these are not the image's own. */
  user?: string;
  entrypoints?: string[];
  command: pulumi.Input<string>[];
  /** What tells that the engine answers, where it is not `docker info`. */
  healthCommand?: string;
  environment: Record<string, pulumi.Input<string>>;
  data: docker.Volume;
  /** Where the engine has its data. */
  dataPath: string;
  /** Where it looks for CAs of registries. */
  caFolder: string;
  mounts?: docker.types.input.ContainerMount[];
  uploads?: docker.types.input.ContainerUpload[];
  ports?: docker.types.input.ContainerPort[];
  /** A runtime that makes do without privileges. */
  runtime?: string;
  limits?: EngineLimits;
}

/** Limits of an engine's container, for all builds together. */
export interface EngineLimits {
  /** MiB. Unset: a part of the machine's memory, where that is known. */
  memoryMiB?: number;
  cpus?: number;
}

/** The part of the machine's memory that builds may have: the rest is for Jenkins and the machine itself. */
const memoryShare = 0.75;

function limitsOf(endpoint: Deployment["endpoint"], { memoryMiB, cpus }: EngineLimits): Partial<docker.ContainerArgs> {
  const ofMachine = pulumi.unsecret(part(endpoint, "memoryMiB"));
  const memory = memoryMiB ?? ofMachine.apply((all) => (all === undefined ? undefined : Math.floor(all * memoryShare)));
  return {
    memory,
    memorySwap: memory, // no swap
    cpuShares: halfCpuShares,
    ...(cpus === undefined ? {} : { cpus: cpusInState(cpus) }),
  };
}

/**
 * Names of the limits that the user did not set. A change of one of them replaces the container: an engine cannot take a limit away. The default
 * limit of memory changes with the machine, which is restarted anyway.
 */
function notLimited({ memoryMiB, cpus }: EngineLimits = {}): string[] {
  return [...(memoryMiB === undefined ? ["memory", "memorySwap"] : []), ...(cpus === undefined ? ["cpus"] : [])];
}

/** The container of an engine. It is privileged, unless its runtime makes do without. */
export function engineContainer({ deployment, registryCas }: AccessContext, parts: EngineParts): docker.Container {
  const { name, named, labels, endpoint, architecture, company, onEngine, onEngineByName } = deployment;
  const { what, runtime, mounts = [], uploads = [] } = parts;
  const { proxy, caBundle } = company;
  return new docker.Container(
    `${name}-${what}`,
    {
      ...containerDefaults,
      name: named(what),
      hostname: hostnameOf(named(what)),
      image: pulledImage(`${name}-${what}`, parts.image, architecture, onEngine).imageId,
      ...(parts.user === undefined ? {} : { user: parts.user, entrypoints: parts.entrypoints }),
      command: parts.command,
      envs: pulumi.output({ ...parts.environment, ...proxyEnvironment(proxy) }).apply(environmentList),
      labels,
      ...(runtime === undefined ? {} : { runtime }),
      privileged: runtime === undefined,
      ...limitsOf(endpoint, parts.limits ?? {}),
      ...onNetwork(parts.network, parts.alias),
      ...(parts.ports ? { ports: parts.ports } : {}),
      mounts: [{ type: "volume", source: parts.data.name, target: parts.dataPath }, ...mounts],
      uploads: [
        ...uploads,
        ...(caBundle === undefined ? [] : [uploadedText(engineCaFile, caBundle, "0444", 0)]),
        ...registryCaFiles(registryCas, parts.caFolder).map(({ file, content }) =>
          uploadedText(file, content, "0444", 0),
        ),
      ],
      healthcheck: {
        tests: ["CMD-SHELL", parts.healthCommand ?? "docker info >/dev/null"],
        interval: "5s",
        timeout: "10s",
        retries: 3,
        startPeriod: "2m0s",
        startInterval: "1s",
      },
      // The engine in the container first stops its own containers. It gives each of them 15 s.
      stopTimeout: 30,
      destroyGraceSeconds: 30,
    },
    containerOptions(onEngineByName, notLimited(parts.limits)),
  );
}
