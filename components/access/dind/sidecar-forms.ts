/** What each isolation makes of the sidecar: how its engine is started, where its data are, and whose the socket is. Pure. */
import * as pulumi from "@pulumi/pulumi";
import {
  engineDataPath,
  engineHost,
  engineSocketFolder,
  registryCaFolder,
  rootlessCaFolder,
  rootlessDataPath,
} from "../../paths";
import { engineArguments, type EngineParts, imageDockerGroup } from "../engine-container";
import { DindIsolation } from "./args";
import { sysboxRuntime } from "./rules";
import { packagedFile } from "../../text/packaged-file";

/** The isolation of a sidecar, as its container has it. */
export interface SidecarForm {
  dataPath: string;
  /** The folder of registries' CAs. */
  caFolder: string;
  /** How the engine is started. */
  start(registryMirrors: pulumi.Input<string>[]): EngineStart;
  runtime?: string;
  /** The group of the engine's socket, outside of the engine. */
  socketGroup: number;
  /** What does not work, and why. */
  limits?: string;
}

/** How an engine is started in its container. */
export type EngineStart = Pick<EngineParts, "user" | "entrypoints" | "command" | "healthCommand" | "environment">;

/** The engine also listens on /var/run/docker.sock. Builds that mount this path work here as elsewhere. */
const hosts = [`--host=${engineHost}`, "--host=unix:///var/run/docker.sock"];
/** For the Docker CLI in the container. */
const environment = { DOCKER_HOST: engineHost };

/** An engine that root starts. With the word `dockerd` the image's entrypoint opens no TCP port. */
function byRoot(sysbox: boolean): Pick<SidecarForm, "dataPath" | "caFolder" | "start" | "socketGroup"> {
  return {
    dataPath: engineDataPath,
    caFolder: registryCaFolder,
    start: (mirrors) => ({
      command: ["dockerd", ...hosts, ...engineArguments(mirrors, imageDockerGroup, sysbox)],
      environment,
    }),
    socketGroup: imageDockerGroup,
  };
}

/** The number on the host of the user's first subordinate group. Inside the namespace this group is number 1. [docker-library/docker: Dockerfile-dind-rootless.template] */
const firstSubordinate = 100000;

/** By the isolation's word. */
export const sidecarForms: Record<DindIsolation, SidecarForm> = {
  [DindIsolation.privileged]: {
    ...byRoot(false),
  },
  [DindIsolation.rootless]: {
    dataPath: rootlessDataPath,
    caFolder: rootlessCaFolder,
    start: (mirrors) => {
      const words = pulumi.all([...hosts, ...engineArguments(mirrors, imageDockerGroup)]);
      return {
        user: "0",
        entrypoints: ["sh"],
        command: ["-c", packagedFile(__dirname, "rootless-engine.sh")],
        // The check does not run as root: a build may own the program that answers.
        healthCommand: "su rootless -c 'docker info >/dev/null'",
        environment: {
          ...environment,
          SOCKET_FOLDER: engineSocketFolder,
          ENGINE_ARGUMENTS: words.apply((known) => known.join(" ")),
        },
      };
    },
    // Group 0 of a namespace is the user's own group. Group 1 is the first subordinate one. [newgidmap(1), subgid(5)]
    socketGroup: firstSubordinate + imageDockerGroup - 1,
    limits:
      "the limits of agents (memoryMiB, cpus) are not enforced by a rootless engine. The limits of its sidecar are, for all builds together: dind.memoryMiB, dind.cpus",
  },
  [DindIsolation.sysbox]: {
    ...byRoot(true),
    runtime: sysboxRuntime,
  },
};
