/** What `access: dood` gives to the controller and agents: the socket of an engine on the controller's machine. It makes no resource. */
import { posix } from "node:path";
import type { Deployment } from "../../docker/deployment";
import { defaultSocketPath } from "../../endpoint/endpoint";
import { outputForOthers, socketOf } from "../../endpoint/outputs";
import { engineSocketFolder } from "../../paths";
import type { BuildAccess } from "../contract";
import type { OtherSocket } from "./args";

/** Mounts the socket of the controller's engine, and adds jenkins to its group: that of the host, unless another one is given. */
export function ownSocket({ endpoint }: Deployment, socketGid?: number): BuildAccess {
  const { socketPath, socketGroup: ofHost } = socketOf(endpoint);
  const socketGroup = socketGid === undefined ? ofHost : String(socketGid);
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
    whenDenied: (path) =>
      "The socket's group is not the one that was found: set dood.socketGid to what this prints there: " +
      `docker run --rm -v ${path}:/s alpine stat -c %g /s`,
    grants: "root on the controller's host, to whoever can start a build",
  };
}

/** Folders that hold sockets of others, too, or that only their user may enter: from them, the one socket is mounted. */
const sharedFolders = /^(\/|(\/var)?\/run(\/user\/\d+)?|(\/var)?\/tmp)$/;

/** Mounts the folder of another engine's socket, and adds jenkins to the socket's group. */
export function otherEngineSocket({ socketPath, socketGid }: OtherSocket): BuildAccess {
  const [folder, name] = [posix.dirname(socketPath), posix.basename(socketPath)];
  const socket = `${engineSocketFolder}/${name}`;
  const dockerHost = `unix://${socket}`;
  return {
    dockerHost,
    startsByItself: true,
    controller: {
      environment: { DOCKER_HOST: dockerHost },
      mounts: [
        sharedFolders.test(folder)
          ? { type: "bind", source: socketPath, target: socket }
          : { type: "bind", source: folder, target: engineSocketFolder, readOnly: true },
      ],
      groups: [String(socketGid)],
      files: [],
      privileged: false,
    },
    agentEngines: [
      {
        uri: dockerHost,
        socketPath,
        socketGroup: String(socketGid),
        // In the containers of a rootless engine, the engine's user and group are number 0. [rootlesskit: user namespaces]
        alsoGroup: "0",
      },
    ],
    volumes: [],
    awaits: [],
    whenDenied: () => `dood.socketGid is not the group of ${socketPath}. On that machine: stat -c %g ${socketPath}`,
    grants: `the rights of the engine at ${socketPath}: with a rootless one those of its user, with an ordinary one root on the controller's host`,
  };
}
