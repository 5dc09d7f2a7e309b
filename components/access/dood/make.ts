/** DooD: the builds use the engine that runs the controller, through its own socket. */
import * as pulumi from "@pulumi/pulumi";
import { defaultSocketPath } from "../../endpoint/endpoint";
import { part } from "../../endpoint/secret-endpoint";
import type { AccessContext, AccessMode, BuildAccess } from "../contract";

export const dood: AccessMode = {
  volumes: [],
  sharesEngine: true,
  needs: () => ({ images: {}, socketGroup: true, root: true }),
  access: ownSocket,
};

function ownSocket({ endpoint }: AccessContext): BuildAccess {
  const socketPath = pulumi.unsecret(part(endpoint, "socketPath")).apply((path) => path ?? defaultSocketPath);
  // The socket's group differs from host to host; jenkins has to be in it. In an up it is known: that was checked.
  const socketGroup = pulumi.unsecret(part(endpoint, "socketGid")).apply((gid) => String(gid ?? "unknown"));
  const dockerHost = `unix://${defaultSocketPath}`;
  return {
    dockerHost,
    endpoint,
    controller: {
      environment: { DOCKER_HOST: dockerHost },
      mounts: [{ type: "bind", source: socketPath, target: defaultSocketPath }],
      groups: [socketGroup],
      files: [],
      stage: "controller",
      privileged: false,
    },
    agentEngines: [{ uri: dockerHost, socketPath, socketGroup }],
    volumes: [],
    awaits: [],
    whenDenied:
      "The socket's group is not the one that was found: set socketGid of the host to what this prints there: " +
      `docker run --rm -v ${defaultSocketPath}:/s alpine stat -c %g /s`,
    givesAway: "root on the controller's host, to whoever can start a build",
  };
}
