/**
 * Every path inside the controller, agents and engines in containers, once. A test compares the scripts and Dockerfiles with this list
 * (tests/unit/components/paths.test.ts).
 */
import * as path from "node:path";

/** Jenkins' home. It has the same path wherever it is mounted. [jenkinsci/docker: README] */
export const jenkinsHomePath = "/var/jenkins_home";

/** The folder of the casc in the controller. */
export const cascFolder = "/var/jenkins_casc";
/** The casc. */
export const cascFile = `${cascFolder}/jenkins.yaml`;
/** The controller's secrets: one file for each, in a volume that is read-only there. */
export const secretsFolder = "/run/secrets";
/** The secret that holds the hash of the admin's password. The casc names it. */
export const adminPasswordSecret = "adminPasswordHash";
/** The token for reloads of the casc. */
export const reloadTokenFile = `${secretsFolder}/cascReloadToken`;
/**
 * A file of Java options, which JAVA_OPTS names with `@`. A token in it is in no environment and no command line.
 * [JDK: java, "java Command-Line Argument Files"]
 */
export const javaOptionsFile = `${secretsFolder}/java-options`;
/** The folder of the Docker CLI's settings in the controller: its `DOCKER_CONFIG`. */
export const dockerConfigFolder = `${secretsFolder}/docker`;
/** The Docker CLI's settings in the controller, with logins and proxy. */
export const dockerConfigFile = `${dockerConfigFolder}/config.json`;

/**
 * The file with the id of the image that agents of an engine have. The casc names it, so that nobody who moves the image's tag on that engine
 * changes what agents are. It is no secret. The id is not known in a preview. Beside the casc, it would hide the casc's lines there.
 * @param index the place of the engine in the list of them
 */
export function agentsImageFile(index: number): string {
  return `${secretsFolder}/${agentsImageSecret(index)}`;
}

/** The name by which the casc has that file. */
export function agentsImageSecret(index: number): string {
  return `agentsImage${String(index + 1)}`;
}

/** The folder with the keys of fleets: a folder for each fleet. */
export const fleetsFolder = `${secretsFolder}/fleets`;

/**
 * The folder of a fleet.
 * @param index the place of the fleet in the list of them
 */
export function fleetFolder(index: number): string {
  return `${fleetsFolder}/${String(index + 1)}`;
}

/** A file of a fleet: id, user and private key of Jenkins' credential, and the machines' public host key. */
export function fleetFile(index: number, what: "id" | "user" | "key" | "hostKey"): string {
  return `${fleetFolder(index)}/${what}`;
}

/** The file with the key of the AWS API: the controller's `AWS_SHARED_CREDENTIALS_FILE`. */
export const awsCredentialsFile = `${secretsFolder}/aws-sdk/credentials`;

/** Whether a name is one of {@link agentsImageSecret}. */
export function isAgentsImageSecret(name: string): boolean {
  return /^agentsImage\d+$/.test(name);
}

/** Names in {@link secretsFolder} that are not for the user's own secrets. Those of {@link agentsImageFile} are not, either. */
export const takenSecretNames = [
  adminPasswordSecret,
  ...[reloadTokenFile, javaOptionsFile, dockerConfigFolder, fleetsFolder].map((file) => path.posix.basename(file)),
  path.posix.basename(path.posix.dirname(awsCredentialsFile)),
];

/**
 * The file with one half of a registry's login, for Jenkins' credentials.
 * @param index the place of the registry in the list of those with a login
 */
export function loginFile(index: number, half: "username" | "password"): string {
  return `${dockerConfigFolder}/${String(index)}-${half}`;
}

/** The folder of the controller's client certificate for the builds' engine: its `DOCKER_CERT_PATH`. */
export const clientCertificateFolder = certificateFolder("client");

/**
 * The folder of one of the controller's client certificates.
 * @example certificateFolder("builds-2") // "/certs/builds-2"
 */
export function certificateFolder(engine: string): string {
  return `/certs/${engine}`;
}

/** The tag and the id of the image that an `up` has made on an engine for agents. It is in the home, so that it outlives the container. */
export function agentsImageRecord(index: number): string {
  return `${jenkinsHomePath}/pulumi-jenkins-docker/agents-image-${String(index + 1)}`;
}

/** Workspaces of an agent. [jenkinsci/docker-agents: Dockerfile, AGENT_WORKDIR] */
export const agentFolder = "/home/jenkins/agent";
/** The folder of the Docker CLI's settings in an agent. It is a volume, so that no login is in an environment. */
export const agentDockerConfigFolder = "/run/docker-config";

/** Images, containers and volumes of an engine. [dockerd reference: data-root] */
export const engineDataPath = "/var/lib/docker";
/** The folder of the socket of the engine that builds have in a sidecar. Sidecar and controller share it, as a volume. */
export const engineSocketFolder = "/var/lib/builds-engine";
/** That socket. */
export const engineSocket = `${engineSocketFolder}/docker.sock`;
/** The same, as `DOCKER_HOST` has it. */
export const engineHost = `unix://${engineSocket}`;
/** The folder of an engine's server certificate in its container. [docker-library/docker: dockerd-entrypoint.sh] */
export const serverCertificateFolder = certificateFolder("server");
/** A company's CAs in an engine's container. Go trusts every file in that folder. [Go: crypto/x509, root_linux.go] */
export const engineCaFile = "/etc/ssl/certs/company.pem";
/** The folder of registries' CAs, in an engine's machine or container. [docs.docker.com: Verify repository client with certificates] */
export const registryCaFolder = "/etc/docker/certs.d";
/** Images, containers and volumes of an engine that an ordinary user runs. [docker-library/docker: Dockerfile-dind-rootless.template] */
export const rootlessDataPath = "/home/rootless/.local/share/docker";
/** The folder of registries' CAs of such an engine. [moby: daemon/pkg/registry/config.go, CertsDir] */
export const rootlessCaFolder = "/home/rootless/.config/docker/certs.d";
/** The CA of a registry. */
export function registryCaFile(address: string, folder = registryCaFolder): string {
  return `${folder}/${address}/ca.crt`;
}

/** The file on a machine that says that its set-up has succeeded. */
export const setUpDone = "/var/lib/jenkins-docker-host.done";

/** The numeric user and group of jenkins in the official image. [jenkinsci/docker: debian/Dockerfile] */
export const jenkinsUser = 1000;
export const jenkinsGroup = 1000;
