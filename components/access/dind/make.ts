/** DinD: the builds have an engine of their own, in a sidecar, or embedded in the controller's container. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { certificateAuthority } from "../../endpoint/certificates";
import { defaultSocketPath } from "../../endpoint/endpoint";
import {
  type AccessContext,
  type AccessMode,
  type BuildAccess,
  DindPlacement,
  DindIsolation,
  jenkinsGroup,
  jenkinsHomePath,
} from "../contract";
import { tlsWiring } from "../client-certificate";
import {
  engineArguments,
  engineContainer,
  imageDockerGroup,
  engineDataPath as dataPath,
  registryCaFiles,
  tlsEngine,
} from "../engine-container";

/** The sidecar's name on the network it shares with the controller; its certificate is for it. */
const alias = "docker";

/** What Docker calls Sysbox. [nestybox/sysbox: docs/quickstart] */
const sysboxRuntime = "sysbox-runc";

export const dind: AccessMode = {
  volumes: ["dind", "dind-embedded"],
  sharesEngine: false,
  needs: ({ dind: { image, isolation } }) => {
    const sysbox = isolation === DindIsolation.sysbox;
    return {
      images: { "dind.image": image },
      ...(sysbox ? { runtime: { path: "dind.isolation", name: sysboxRuntime } } : {}),
      socketGroup: false,
      root: !sysbox,
    };
  },
  access: (context) =>
    context.settings.dind.placement === DindPlacement.embedded ? embedded(context) : sidecar(context),
};

function sidecar(context: AccessContext): BuildAccess {
  const {
    name,
    settings: { dind: settings },
  } = context;
  const authority = certificateAuthority(`${name}-dind`, context.plain);
  const server = authority.server(`${name}-dind-server`, { dnsNames: [alias, "localhost"] });
  const client = authority.client(`${name}-controller`);
  const sysbox = settings.isolation === DindIsolation.sysbox;
  const container = engineContainer(context, {
    what: "dind",
    alias,
    image: settings.image,
    command: engineArguments(settings, imageDockerGroup),
    server,
    data: dataVolume(context),
    // A build on the controller that says `docker run -v "$WORKSPACE:…"` means the home at this very path.
    mounts: context.buildsOnController ? [{ type: "volume", source: context.home, target: jenkinsHomePath }] : [],
    ...(sysbox ? { runtime: sysboxRuntime } : {}),
  });

  const dockerHost = `tcp://${alias}:2376`;
  return {
    dockerHost,
    endpoint: pulumi.output({ dockerHost }),
    controller: tlsWiring(dockerHost, client),
    agentEngines: [tlsEngine(dockerHost)],
    volumes: ["dind"],
    awaits: [{ what: "the builds' Docker engine", container }],
    givesAway: sysbox
      ? `an engine inside an unprivileged Sysbox container${context.buildsOnController ? ", with the Jenkins home in its reach" : ""}`
      : "an engine inside a privileged container: isolated from the host's images, no barrier to a determined build",
  };
}

function embedded(context: AccessContext): BuildAccess {
  const { dind: settings } = context.settings;
  const sysbox = settings.isolation === DindIsolation.sysbox;
  const data = dataVolume(context);
  const dockerHost = `unix://${defaultSocketPath}`;
  return {
    dockerHost,
    endpoint: pulumi.output({ dockerHost }),
    controller: {
      environment: { DOCKER_HOST: dockerHost, ENGINE_ARGUMENTS: engineArguments(settings, jenkinsGroup).join(" ") },
      mounts: [{ type: "volume", source: data.name, target: dataPath }],
      groups: [],
      files: registryCaFiles(context.registryCas),
      stage: "embedded",
      ...(sysbox ? { privileged: false, runtime: sysboxRuntime } : { privileged: true }),
    },
    agentEngines: [{ uri: dockerHost, socketPath: defaultSocketPath, socketGroup: String(jenkinsGroup) }],
    volumes: ["dind-embedded"],
    awaits: [],
    givesAway: sysbox
      ? "an engine inside the controller's unprivileged Sysbox container: whoever can start a build owns the controller"
      : "a privileged controller: whoever can start a build can become root on the host",
  };
}

/**
 * One volume, one engine: it is never shared, and goes with the mode. A switch of the placement starts the new engine before
 * the old one is deleted, so each form has a volume of its own. [docker-library/docs: docker, "Where to Store Data"]
 */
function dataVolume({ name, named, settings, labels, onEngine }: AccessContext): docker.Volume {
  const what = settings.dind.placement === DindPlacement.embedded ? "dind-embedded" : "dind";
  return new docker.Volume(`${name}-${what}`, { name: named(what), labels }, onEngine);
}
