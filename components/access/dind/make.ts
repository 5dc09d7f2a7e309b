/** The resources of `access: dind`: the inner engine, and how the controller and agents reach it. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../../docker/deployment";
import { certificateAuthority } from "../../endpoint/certificates";
import { defaultSocketPath } from "../../endpoint/endpoint";
import { engineDataPath, jenkinsGroup, jenkinsHomePath } from "../../paths";
import { tlsWiring } from "../client-certificate";
import type { AccessContext, BuildAccess } from "../contract";
import { engineArguments, engineContainer, imageDockerGroup, registryCaFiles, tlsEngine } from "../engine-container";
import { DindIsolation, type DindSettings } from "./args";
import { sysboxRuntime } from "./rules";

/** The sidecar's name on the network that it shares with the controller. Its certificate is for this name. */
const alias = "docker";

/** The choice that the controller and its engine name as experimental. */
const experimental = "dind.isolation: sysbox";

/** An engine in a container beside the controller, by mutual TLS. */
export function sidecarEngine(settings: DindSettings, context: AccessContext): BuildAccess {
  const { deployment, buildsOnController, home } = context;
  const { name, plain } = deployment;
  const authority = certificateAuthority(`${name}-dind`, plain);
  const server = authority.server(`${name}-dind-server`, { dnsNames: [alias, "localhost"] });
  const client = authority.client(`${name}-controller`);
  const sysbox = settings.isolation === DindIsolation.sysbox;
  const container = engineContainer(context, {
    what: "dind",
    alias,
    image: settings.image,
    command: engineArguments(settings.registryMirrors, imageDockerGroup, sysbox),
    server,
    data: dataVolume("dind", deployment),
    // A build on the controller that says `docker run -v "$WORKSPACE:…"` means the home at this very path.
    mounts: buildsOnController ? [{ type: "volume", source: home, target: jenkinsHomePath }] : [],
    ...(sysbox ? { runtime: sysboxRuntime } : {}),
  });

  const dockerHost = `tcp://${alias}:2376`;
  return {
    dockerHost,
    controller: tlsWiring(dockerHost, client),
    agentEngines: [tlsEngine(dockerHost)],
    volumes: ["dind"],
    awaits: [{ what: "the builds' Docker engine", container }],
    ...(sysbox ? { experimental } : {}),
    grants: sysbox
      ? `an engine inside an unprivileged Sysbox container${buildsOnController ? ", with the Jenkins home in its reach" : ""}`
      : "an engine inside a privileged container: isolated from the host's images, no barrier to a determined build",
  };
}

/** An engine inside the controller's container, by its socket. */
export function embeddedEngine(settings: DindSettings, { deployment, registryCas }: AccessContext): BuildAccess {
  const sysbox = settings.isolation === DindIsolation.sysbox;
  const data = dataVolume("dind-embedded", deployment);
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
      files: registryCaFiles(registryCas),
      engineInside: { image: settings.image },
      ...(sysbox ? { privileged: false, runtime: sysboxRuntime } : { privileged: true }),
    },
    agentEngines: [{ uri: dockerHost, socketPath: defaultSocketPath, socketGroup: String(jenkinsGroup) }],
    volumes: ["dind-embedded"],
    awaits: [],
    ...(sysbox ? { experimental } : {}),
    grants: sysbox
      ? "an engine inside the controller's unprivileged Sysbox container: whoever can start a build owns the controller"
      : "a privileged controller: whoever can start a build can become root on the host",
  };
}

/**
 * One volume, one engine: it is never shared, and goes with the mode. A switch of the placement starts the new engine before
 * the old one is deleted, so each placement has a volume of its own. [docker-library/docs: docker, "Where to Store Data"]
 */
function dataVolume(what: string, { name, named, labels, onEngine }: Deployment): docker.Volume {
  return new docker.Volume(`${name}-${what}`, { name: named(what), labels }, onEngine);
}
