/** Mistakes in the options of `access: remote`, and what it needs of engines. Pure but for the clock. */
import { defaultSocketPath, type DockerEndpoint, parseDockerHost } from "../../endpoint/endpoint";
import { engineProblems } from "../../endpoint/endpoint-rules";
import type { Problem } from "../../text/problems";
import type { AccessNeeds, OtherSettings } from "../contract";
import { engineContainerDefaults, type Remote, remoteSettings } from "./args";

/** One engine is needed, and its port has to be free. */
export function remoteProblems(block: Remote | undefined, { uiPort }: OtherSettings): Problem[] {
  const { endpoint, container } = block ?? {};
  if (endpoint !== undefined && container !== undefined) {
    const message = "has no effect with remote.endpoint, which is the builds' engine. Remove one of them";
    return [{ code: "JD107", path: "remote.container", message }];
  }
  const port = container && (container.port ?? engineContainerDefaults.port);
  if (port !== undefined && port === uiPort) {
    const message = `${String(port)} is the port of the web interface. Choose another one`;
    return [{ code: "JD107", path: "remote.container.port", message }];
  }
  if (endpoint !== undefined || container !== undefined) return [];
  const message = 'is needed with access "remote": the endpoint of the machine that builds use';
  return [{ code: "JD105", path: "remote.endpoint", message }];
}

/** The other machines' engines; for the second engine in a container its image, its port and root. */
export function remoteNeeds(block: Remote | undefined): AccessNeeds {
  const { engines, container } = remoteSettings(block);
  return {
    images: { ...(container ? { "remote.container.image": container.image } : {}) },
    socketGroup: false,
    root: container !== undefined,
    ...(container
      ? {
          innerEngine: {
            volume: "builds",
            path: "remote.container.registryMirrors",
            mirrors: container.registryMirrors,
          },
        }
      : {}),
    ...(container ? { port: { path: "remote.container.port", bindAddress: "127.0.0.1", port: container.port } } : {}),
    engines: engines.map((engine, index) => {
      // The first engine is `remote` itself. The engines after it are the pool.
      const path = container || index > 0 ? `remote.pool[${String(container ? index : index - 1)}]` : "remote";
      return { ...engine, path, problems: (endpoint) => remoteEngineProblems(endpoint, path, engine.ownKey) };
    }),
  };
}

/** What makes an endpoint unusable for builds on another machine. */
export function remoteEngineProblems(endpoint: Partial<DockerEndpoint>, path: string, ownKey: boolean): Problem[] {
  const addressPath = `${path}.endpoint.dockerHost`;
  const { dockerHost } = endpoint;
  if (dockerHost === undefined) {
    const message = 'is needed: the engine\'s address, e.g. "tcp://builds.example.org:2376"';
    return [{ code: "JD105", path: addressPath, message }];
  }
  if (parseDockerHost(dockerHost)?.scheme !== "tcp") {
    const message = `"${dockerHost}" is not an address of mutual TLS, which access "remote" goes by: tcp://host:2376, with keys`;
    return [{ code: "JD201", path: addressPath, message }];
  }
  const problems = engineProblems(endpoint, addressPath, !ownKey);
  if (endpoint.socketGid === undefined) {
    const message =
      "is needed: the group of the engine's socket on its machine, which agents have to be in. " +
      `There: stat -c %g ${endpoint.socketPath ?? defaultSocketPath}`;
    problems.push({ code: "JD203", path: `${path}.endpoint.socketGid`, message });
  }
  if (problems.length > 0 || !ownKey || endpoint.caKey !== undefined) return problems;
  const message =
    "is true, and the endpoint has no caKey, with which the controller's own certificate is made. Bring the host's stack up " +
    "with this version; if it has no CA of its own, false hands the endpoint's clientKey to the controller";
  return [{ code: "JD202", path: `${path}.ownKey`, message }];
}
