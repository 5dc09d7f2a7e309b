/** A client's certificate as the Docker CLI reads it, and a controller that has one. */
import type * as pulumi from "@pulumi/pulumi";
import type { ControllerFile, ControllerWiring } from "./contract";

/** A client's certificate and key, and the CA of the server. PEM. */
export type ClientKeys = Record<"caCert" | "cert" | "key", pulumi.Input<string>>;

/** Where the controller has the certificate for the builds' engine: its `DOCKER_CERT_PATH`. */
export const clientFolder = "/certs/client";

/**
 * The credential that Jenkins has of a certificate in the controller (jenkins/scripts/credentials.groovy).
 * @example credentialOf("/certs/builds-2") // "engine-builds-2"
 */
export function credentialOf(folder: string): string {
  return `engine-${folder.split("/").at(-1) ?? ""}`;
}

/** The other way round. */
export function folderOfCredential(credential: string): string {
  return `/certs/${credential.replace(/^engine-/, "")}`;
}

/** The three files. [docs.docker.com: Protect the Docker daemon socket, "Secure by default"] */
export function certificateFiles(folder: string, { caCert, cert, key }: ClientKeys): ControllerFile[] {
  return [
    { file: `${folder}/ca.pem`, content: caCert },
    { file: `${folder}/cert.pem`, content: cert },
    { file: `${folder}/key.pem`, content: key },
  ];
}

/** A controller whose builds reach their engine over the network, by mutual TLS. */
export function tlsWiring(dockerHost: pulumi.Input<string>, client: ClientKeys): ControllerWiring {
  return {
    environment: { DOCKER_HOST: dockerHost, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: clientFolder },
    mounts: [],
    groups: [],
    files: certificateFiles(clientFolder, client),
    stage: "controller",
    privileged: false,
  };
}
