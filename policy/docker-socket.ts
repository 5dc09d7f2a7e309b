/** The rule about engines' sockets, and the folders that have one in them. */
import { posix } from "node:path";
import type { VolumeArgs } from "@pulumi/docker";
import type { ContainerProps } from "./container";
import { check, type Finding, inEach, type Resource, type Rule } from "./rule";
import { container, dockerVolume, jenkins } from "./types";

type Mount = NonNullable<ContainerProps["mounts"]>[number];

/** The folder of the machine that a mount is. A volume may be one by its driver's options. */
export function folderOf({ source, volumeOptions }: Mount): string | undefined {
  return volumeOptions?.driverOptions?.device ?? source;
}

const socketOnlyInDood: Rule = {
  name: "docker-socket-only-dood",
  title: "No engine's socket in a container, but in the controller's with `access: dood`, where that is allowed",
  reason: "Who has the engine's socket is root on its machine",
  fix: "access: dind or remote; no mount of docker.sock, nor of a folder that has it; dood is allowed by the option `dood`",
  level: { prod: "mandatory", other: "advisory" },
  options: {
    dood: {
      about: "whether a Jenkins may have access: dood",
      default: { prod: false, other: true },
    },
  },
  checks: [
    check<ContainerProps>(container, ({ mounts }, { dood }, resource) =>
      isOfDood(resource) && dood ? [] : inEach(mounts, (mount) => socketIn(folderOf(mount), isOfDood(resource))),
    ),
    check<ContainerProps>(container, ({ volumes }, { dood }, resource) =>
      isOfDood(resource) && dood ? [] : inEach(volumes, ({ hostPath }) => socketIn(hostPath, isOfDood(resource))),
    ),
    check<VolumeArgs>(dockerVolume, ({ driverOpts }) => socketIn(driverOpts?.device)),
  ],
};

/** The controller itself, which has its component's name, and not whatever else somebody gives that parent. */
function isOfDood({ name, parent }: Resource): boolean {
  return parent?.type === jenkins && name === parent.name && (parent.props as { access?: string }).access === "dood";
}

/** Where engines have their sockets: Docker's, rootless Docker's, containerd's, Podman's. */
export function socketIn(hostPath: string | undefined, ofDood = false): Finding[] {
  const path = hostPath?.startsWith("/") ? posix.resolve(hostPath) : (hostPath ?? "");
  const isSocket = /\/(docker|containerd|podman)\.sock$/.test(path);
  if (!isSocket && !/^(\/|(\/var)?\/run(\/user\/\d+|\/containerd|\/podman)?|\/var)$/.test(path)) return [];
  const found = isSocket ? `mounts ${path}` : `mounts ${path}, which has the engine's socket in it`;
  const fix = ofDood
    ? "Choose access: dind or remote, or allow dood: true"
    : "Take it out: builds reach Docker by access: dind or remote, or in a Jenkins with access: dood";
  return [{ found, fix }];
}

/** The rule about engines' sockets. */
export const socketRules: Rule[] = [socketOnlyInDood];
