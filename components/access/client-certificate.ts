/** A client's certificate as the Docker CLI reads it, and a controller that has one. */
import type * as pulumi from "@pulumi/pulumi";
import { certificateFolder, clientCertificateFolder } from "../paths";
import type { ControllerFile, ControllerWiring } from "./contract";

/** A client's certificate and key, and the CA of the server. PEM. */
export type ClientKeys = Record<"caCert" | "cert" | "key", pulumi.Input<string>>;

/**
 * The credential that Jenkins has of a certificate in the controller (jenkins/controller/credentials.groovy).
 * @example credentialOf("/certs/builds-2") // "engine-builds-2"
 */
export function credentialOf(folder: string): string {
  return `engine-${folder.split("/").at(-1) ?? ""}`;
}

/** The folder of the certificate that a credential was made of. */
export function folderOfCredential(credential: string): string {
  return certificateFolder(credential.replace(/^engine-/, ""));
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
    environment: { DOCKER_HOST: dockerHost, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: clientCertificateFolder },
    mounts: [],
    groups: [],
    files: certificateFiles(clientCertificateFolder, client),
    privileged: false,
  };
}
