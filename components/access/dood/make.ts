/** What `access: dood` gives to the controller and agents: the engine's own socket. It makes no resource. */
import type { Deployment } from "../../docker/deployment";
import { defaultSocketPath } from "../../endpoint/endpoint";
import { outputForOthers, socketOf } from "../../endpoint/outputs";
import type { BuildAccess } from "../contract";

/** Mounts the socket, and adds jenkins to its group. */
export function ownSocket({ endpoint }: Deployment): BuildAccess {
  const { socketPath, socketGroup } = socketOf(endpoint);
  const dockerHost = `unix://${defaultSocketPath}`;
  return {
    dockerHost,
    endpoint: outputForOthers(endpoint),
    controller: {
      environment: { DOCKER_HOST: dockerHost },
      mounts: [{ type: "bind", source: socketPath, target: defaultSocketPath }],
      groups: [socketGroup],
      files: [],
      privileged: false,
    },
    agentEngines: [{ uri: dockerHost, socketPath, socketGroup }],
    volumes: [],
    awaits: [],
    whenDenied:
      "The socket's group is not the one that was found: set socketGid of the host to what this prints there: " +
      `docker run --rm -v ${defaultSocketPath}:/s alpine stat -c %g /s`,
    grants: "root on the controller's host, to whoever can start a build",
  };
}
