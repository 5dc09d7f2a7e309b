/** DinD: the builds have an engine of their own, in a sidecar, or embedded in the controller's container. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { certificateAuthority } from "../certificates";
import { containerDefaults, containerOptions, onNetwork, pulledImage, uploadedText } from "../container";
import { defaultSocketPath } from "../endpoint";
import {
  type AccessContext,
  type AccessMode,
  type BuildAccess,
  Daemon,
  DindRuntime,
  jenkinsGroup,
  jenkinsHomePath,
} from "./access";
import { engineArguments } from "./dind-engine";

/** The sidecar's name on the network it shares with the controller; its certificate is for it. */
const alias = "docker";
const certificates = "/certs/client";
const dataPath = "/var/lib/docker";
/** The docker group of the docker:dind image. [docker-library/docker: Dockerfile-dind.template] */
const imageDockerGroup = 2375;

export const dind: AccessMode = {
  needs: ({ image, runtime }) => {
    const sysbox = runtime === DindRuntime.sysbox;
    return {
      images: { "dind.image": image },
      ...(sysbox ? { runtime: { path: "dind.runtime", name: runtime } } : {}),
      socketGroup: false,
      root: !sysbox,
    };
  },
  access: (context) => (context.dind.daemon === Daemon.embedded ? embedded(context) : sidecar(context)),
};

function sidecar(context: AccessContext): BuildAccess {
  const { name, named, dind: settings } = context;
  const authority = certificateAuthority(`${name}-dind`, context.plain);
  const server = authority.server(`${name}-dind-server`, { dnsNames: [alias, "localhost"] });
  const client = authority.client(`${name}-controller`);
  const image = pulledImage(`${name}-dind`, settings.image, context.architecture, context.onEngine);
  const data = dataVolume(context);
  const sysbox = settings.runtime === DindRuntime.sysbox;

  const container = new docker.Container(
    `${name}-dind`,
    {
      ...containerDefaults,
      name: named("dind"),
      hostname: named("dind"),
      image: image.imageId,
      command: engineArguments(settings, imageDockerGroup),
      envs: ["DOCKER_TLS_CERTDIR=/certs"],
      labels: context.labels,
      ...(sysbox ? { runtime: settings.runtime } : {}),
      privileged: !sysbox,
      ...onNetwork(context.network, alias),
      mounts: [
        { type: "volume", source: data.name, target: dataPath },
        // A build on the controller that says `docker run -v "$WORKSPACE:…"` means the home at this very path.
        ...(context.buildsOnController ? [{ type: "volume", source: context.home, target: jenkinsHomePath }] : []),
      ],
      // Given these and no CA key, the image's entrypoint makes no certificates. [docker-library/docker]
      uploads: [
        uploadedText("/certs/server/ca.pem", server.caCert, "0444", 0),
        uploadedText("/certs/server/cert.pem", server.cert, "0444", 0),
        uploadedText("/certs/server/key.pem", server.key, "0400", 0),
      ],
      healthcheck: {
        tests: ["CMD-SHELL", "docker info >/dev/null"],
        interval: "5s",
        timeout: "10s",
        retries: 3,
        startPeriod: "2m0s",
        startInterval: "1s",
      },
      // The inner engine stops its containers first; its own limit for each of them is 15 s.
      stopTimeout: 30,
      destroyGraceSeconds: 30,
    },
    containerOptions(context.onEngineByName),
  );

  const dockerHost = `tcp://${alias}:2376`;
  return {
    dockerHost,
    endpoint: pulumi.output({ dockerHost }),
    controller: {
      environment: { DOCKER_HOST: dockerHost, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: certificates },
      mounts: [],
      groups: [],
      files: [
        { file: `${certificates}/ca.pem`, content: client.caCert },
        { file: `${certificates}/cert.pem`, content: client.cert },
        { file: `${certificates}/key.pem`, content: client.key },
      ],
      stage: "controller",
      privileged: false,
    },
    awaits: [{ what: "the builds' Docker engine", container }],
    givesAway: sysbox
      ? "an engine inside an unprivileged Sysbox container, with the Jenkins home in its reach"
      : "an engine inside a privileged container: isolated from the host's images, no barrier to a determined build",
  };
}

function embedded(context: AccessContext): BuildAccess {
  const { dind: settings } = context;
  const sysbox = settings.runtime === DindRuntime.sysbox;
  const data = dataVolume(context);
  const dockerHost = `unix://${defaultSocketPath}`;
  return {
    dockerHost,
    endpoint: pulumi.output({ dockerHost }),
    controller: {
      environment: { DOCKER_HOST: dockerHost, ENGINE_ARGUMENTS: engineArguments(settings, jenkinsGroup).join(" ") },
      mounts: [{ type: "volume", source: data.name, target: dataPath }],
      groups: [],
      files: [],
      stage: "embedded",
      ...(sysbox ? { privileged: false, runtime: settings.runtime } : { privileged: true }),
    },
    awaits: [],
    givesAway: sysbox
      ? "an engine inside the controller's unprivileged Sysbox container: whoever can start a build owns the controller"
      : "a privileged controller: whoever can start a build can become root on the host",
  };
}

/**
 * One volume, one engine: it is never shared, and goes with the mode. A switch of the daemon starts the new engine before
 * the old one is deleted, so each form has a volume of its own. [docker-library/docs: docker, "Where to Store Data"]
 */
function dataVolume({ name, named, dind: { daemon }, labels, onEngine }: AccessContext): docker.Volume {
  const what = daemon === Daemon.embedded ? "dind-embedded" : "dind";
  return new docker.Volume(`${name}-${what}`, { name: named(what), labels }, onEngine);
}
