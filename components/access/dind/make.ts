/** The resources of `access: dind`: the builds' engine, and how the controller and agents reach it. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../../docker/deployment";
import { defaultSocketPath } from "../../endpoint/endpoint";
import {
  engineDataPath,
  engineHost,
  engineSocket,
  engineSocketFolder,
  jenkinsGroup,
  jenkinsHomePath,
  registryCaFolder,
} from "../../paths";
import type { AccessContext, BuildAccess } from "../contract";
import {
  engineArguments,
  engineContainer,
  engineNetwork,
  imageDockerGroup,
  registryCaFiles,
} from "../engine-container";
import { dindGrants } from "./grants";
import { DindIsolation, type DindSettings, volumeOf } from "./args";
import { sysboxRuntime } from "./rules";
import { sidecarForms } from "./sidecar-forms";

/** The choice that the controller and its engine name as experimental. */
const experimental = "dind.isolation: sysbox";

/**
 * An engine in a container beside the controller. They share a folder with the engine's socket, and no network: what a build starts reaches
 * no port of the controller, and cannot take over its address.
 */
export function sidecarEngine(settings: DindSettings, context: AccessContext): BuildAccess {
  const { deployment, buildsOnController, home } = context;
  const { name, named, labels, onEngine } = deployment;
  const form = sidecarForms[settings.isolation];
  const socket = new docker.Volume(`${name}-dind-socket`, { name: named("dind-socket"), labels }, onEngine);
  const socketMount = { type: "volume", source: socket.name, target: engineSocketFolder };
  const container = engineContainer(context, {
    ...form,
    ...form.start(settings.registryMirrors),
    what: "dind",
    network: engineNetwork(deployment, "dind"),
    alias: "docker",
    image: settings.image,
    data: dataVolume(volumeOf(settings), deployment),
    mounts: [
      socketMount,
      // A build on the controller may say `docker run -v "$WORKSPACE:…"`. The engine has to have the home at the same path.
      ...(buildsOnController ? [{ type: "volume", source: home, target: jenkinsHomePath }] : []),
    ],
    limits: settings,
  });

  return {
    dockerHost: engineHost,
    controller: {
      environment: { DOCKER_HOST: engineHost },
      // A client of a socket does not write to the socket's folder.
      mounts: [{ ...socketMount, readOnly: true }],
      groups: [String(form.socketGroup)],
      files: [],
      privileged: false,
    },
    agentEngines: [{ uri: engineHost, socketPath: engineSocket, socketGroup: String(imageDockerGroup) }],
    volumes: [volumeOf(settings)],
    awaits: [{ what: "the builds' Docker engine", container }],
    ...(settings.isolation === DindIsolation.sysbox ? { experimental } : {}),
    ...(form.limits === undefined ? {} : { limits: form.limits }),
    grants: `${dindGrants(settings)}${buildsOnController ? ", with the Jenkins home in its reach" : ""}`,
  };
}

/** An engine inside the controller's container, by its socket. */
export function embeddedEngine(settings: DindSettings, { deployment, registryCas }: AccessContext): BuildAccess {
  const sysbox = settings.isolation === DindIsolation.sysbox;
  const data = dataVolume(volumeOf(settings), deployment);
  const dockerHost = `unix://${defaultSocketPath}`;
  const engineWords = engineArguments(settings.registryMirrors, jenkinsGroup, sysbox);
  return {
    dockerHost,
    controller: {
      environment: {
        DOCKER_HOST: dockerHost,
        ENGINE_ARGUMENTS: pulumi.all(engineWords).apply((words) => words.join(" ")),
      },
      mounts: [{ type: "volume", source: data.name, target: engineDataPath }],
      groups: [],
      files: registryCaFiles(registryCas, registryCaFolder),
      engineInside: { image: settings.image },
      ...(sysbox ? { privileged: false, runtime: sysboxRuntime } : { privileged: true }),
    },
    agentEngines: [{ uri: dockerHost, socketPath: defaultSocketPath, socketGroup: String(jenkinsGroup) }],
    volumes: [volumeOf(settings)],
    awaits: [],
    ...(sysbox ? { experimental } : {}),
    grants: dindGrants(settings),
  };
}

/**
 * One volume, one engine: it is never shared, and goes with the mode. [docker-library/docs: docker, "Where to Store Data"]
 */
function dataVolume(what: string, { name, named, labels, onEngine }: Deployment): docker.Volume {
  return new docker.Volume(`${name}-${what}`, { name: named(what), labels }, onEngine);
}
