/** DooD: the builds use the engine that runs the controller, through its own socket. */
import * as pulumi from "@pulumi/pulumi";
import { defaultSocketPath } from "../endpoint";
import { part } from "../secret-endpoint";
import type { AccessContext, AccessMode, BuildAccess } from "./access";

export const dood: AccessMode = {
  volumes: [],
  needs: () => ({ images: {}, socketGroup: true, root: true }),
  access: ownSocket,
};

function ownSocket({ endpoint }: AccessContext): BuildAccess {
  const socket = {
    type: "bind",
    source: pulumi.unsecret(part(endpoint, "socketPath")).apply((path) => path ?? defaultSocketPath),
    target: defaultSocketPath,
  };
  const dockerHost = `unix://${defaultSocketPath}`;
  return {
    dockerHost,
    endpoint,
    controller: {
      environment: { DOCKER_HOST: dockerHost },
      mounts: [socket],
      // The socket's group differs from host to host; jenkins has to be in it. In an up it is known: that was checked.
      groups: [pulumi.unsecret(part(endpoint, "socketGid")).apply((gid) => String(gid ?? "unknown"))],
      files: [],
      stage: "controller",
      privileged: false,
    },
    volumes: [],
    awaits: [],
    whenDenied:
      "The socket's group is not the one that was found: set socketGid of the host to what this prints there: " +
      `docker run --rm -v ${defaultSocketPath}:/s alpine stat -c %g /s`,
    givesAway: "root on the controller's host, to whoever can start a build",
  };
}
