/** The controller's container. */
import { hostOf } from "../../endpoint/endpoint";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { BuildAccess } from "../../access/contract";
import { containerDefaults, containerOptions, cpusInState, onNetwork, uploadedText } from "../../docker/container";
import type { Deployment } from "../../docker/deployment";
import { hostnameOf } from "../../docker/engine-names";
import {
  awsCredentialsFile,
  cascFile,
  dockerConfigFolder,
  javaOptionsFile,
  jenkinsHomePath,
  jenkinsUser,
} from "../../paths";
import { environmentList } from "../../text/environment";
import { javaProxyOptions, proxyEnvironment } from "../../text/proxy";
import { healthCommand } from "./health-check";
import { fleetsMark } from "../fleets/fleet-files";
import { loginsMark, loginsOf, withLogin } from "../registries/logins";
import type { JenkinsSettings } from "../settings";
import type { AdminAccount } from "./admin-account";
import type { Files } from "./files";
import { packagedFile } from "../../text/packaged-file";

/** Scripts that Jenkins runs at each start, in the order of their names. */
const hooks = { "pulumi-jenkins-docker": "credentials.groovy", pulumiJenkinsDockerSecured: "secured.groovy" };
const hooksFolder = "/usr/share/jenkins/ref/init.groovy.d";

function hookFiles(): docker.types.input.ContainerUpload[] {
  return Object.entries(hooks).map(([name, script]) => {
    const text = packagedFile(__dirname, script);
    return uploadedText(`${hooksFolder}/${name}.groovy.override`, text, "0644", jenkinsUser);
  });
}

/** Seconds Jenkins has to save what it does when it is stopped. A slower one is killed. */
const stopSeconds = 120;

/** What the container is put together from. */
export interface ControllerParts {
  image: docker.RemoteImage;
  home: pulumi.Input<string>;
  files: Files[];
  access: BuildAccess;
  admin: AdminAccount;
}

/** Jenkins itself. Replaced, not updated: the old container ends before the new one takes the home. */
export function controllerContainer(
  { name, named, labels, network, onEngineByName }: Deployment,
  settings: JenkinsSettings,
  { image, home, files, access, admin }: ControllerParts,
): docker.Container {
  const { controller: wiring } = access;
  // Jenkins makes the credentials of registries and fleets when it starts. So other logins replace the container.
  const marks = {
    logins: loginsMark(loginsOf(settings.registries), admin.reloadToken),
    fleets: fleetsMark(settings.fleets, settings.awsKey, admin.reloadToken),
  };
  const memory = pulumi.output(settings.memoryMiB);
  return new docker.Container(
    name,
    {
      ...containerDefaults,
      name: named(),
      hostname: hostnameOf(named()),
      image: image.imageId,
      labels,
      envs: environment(settings, access, marks),
      mounts: [
        { type: "volume", source: home, target: jenkinsHomePath },
        ...files.map(({ mount }) => mount),
        ...wiring.mounts,
      ],
      groupAdds: wiring.groups,
      uploads: [
        // The mode is not 0400. An engine with userns-remap gives files that are copied into a user's container to nobody, since it takes
        // the user's number for a number of the machine. Only Jenkins and root are in this container. [moby: archive_tarcopyoptions_unix.go]
        ...wiring.files.map(({ file, content }) => uploadedText(file, pulumi.secret(content), "0444", jenkinsUser)),
        // The scripts are not part of the image, so that an image of the user's own has them, too. In the home they keep their mode, and are written again
        // at the next start. [jenkinsci/docker: jenkins-support]
        ...hookFiles(),
      ],
      privileged: wiring.privileged,
      // The builds' engine can put a set-uid program into the folder that it shares with this container. With this option nobody becomes root
      // by it. An engine inside this container would pass the limit on to its containers, and builds there may need to become root.
      ...(wiring.engineInside ? {} : { securityOpts: ["no-new-privileges:true"] }),
      ...(wiring.runtime === undefined ? {} : { runtime: wiring.runtime }),
      ...onNetwork(network, "jenkins", wiring.networks),
      // With HTTPS the front is published, and the controller is not.
      ports: settings.https ? [] : [{ internal: 8080, external: settings.port, ip: settings.bindAddress }],
      memory,
      // The same number as for memory means no swap. A leak then ends Jenkins, instead of slowing the whole machine.
      memorySwap: memory,
      cpus: settings.cpus === undefined ? undefined : pulumi.output(settings.cpus).apply(cpusInState),
      healthcheck: {
        tests: ["CMD-SHELL", healthCommand()],
        interval: "10s",
        timeout: "10s",
        retries: 3,
        startPeriod: "10m0s",
        startInterval: "2s",
      },
      stopTimeout: stopSeconds,
      destroyGraceSeconds: stopSeconds,
    },
    // Jenkins reads the files at its start, so they have to be there.
    {
      ...containerOptions(onEngineByName, settings.cpus === undefined ? ["cpus"] : []),
      dependsOn: [...files.map(({ carrier }) => carrier), ...access.awaits.map((one) => one.container)],
    },
  );
}

function environment(
  settings: JenkinsSettings,
  access: BuildAccess,
  marks: Record<"logins" | "fleets", pulumi.Output<string> | undefined>,
): pulumi.Output<string[]> {
  const { agentEngines, controller } = access;
  const uris = pulumi.all(agentEngines.map(({ uri }) => uri));
  const given = pulumi.all([settings.javaOpts, settings.timeZone, controller.environment, uris, pulumi.output(marks)]);
  return given.apply(([javaOpts, timeZone, ofAccess, known, { logins, fleets }]) => {
    // The Docker CLI would ask the proxy even for an engine. [Go: net/http, ProxyFromEnvironment]
    const engines = known.flatMap((uri) => (uri.startsWith("tcp:") ? [hostOf(new URL(uri))] : []));
    return environmentList({
      // The wizard would wait for a user. The casc does the same work. [configuration-as-code-plugin: README]
      JAVA_OPTS: [
        "-Djenkins.install.runSetupWizard=false",
        // With 0 the first agent comes at once. Otherwise a build waits for about 100 s after a start of Jenkins. [core: NodeProvisioner]
        "-Dhudson.slaves.NodeProvisioner.initialDelay=0",
        "-XX:MaxRAMPercentage=60",
        ...javaProxyOptions(settings.proxy, engines),
        `@${javaOptionsFile}`,
        javaOpts,
      ]
        .join(" ")
        .trim(),
      CASC_JENKINS_CONFIG: cascFile,
      // Without this, a missing secret would become an empty text. [configuration-as-code-plugin: docs/features/secrets.adoc]
      CASC_STRICT_SECRET_RESOLUTION: "true",
      TZ: timeZone,
      // Builds on the controller use these logins, and so do the stack's own pulls through the controller. buildx needs a folder to write to.
      ...(withLogin(settings.registries).length > 0 || settings.proxy
        ? { DOCKER_CONFIG: dockerConfigFolder, BUILDX_CONFIG: "/tmp/buildx" }
        : {}),
      ...(logins === undefined ? {} : { REGISTRY_LOGINS: logins }),
      ...(fleets === undefined ? {} : { FLEETS: fleets }),
      ...(settings.awsKey ? { AWS_SHARED_CREDENTIALS_FILE: awsCredentialsFile } : {}),
      ...proxyEnvironment(settings.proxy, engines),
      ...ofAccess,
    });
  });
}
