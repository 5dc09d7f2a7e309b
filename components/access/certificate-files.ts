/** A client's certificate as the Docker CLI reads it: three files of fixed names in a folder. */
import type * as pulumi from "@pulumi/pulumi";
import type { ControllerFile } from "./access";

/** Where the controller has the certificate for the builds' engine: its `DOCKER_CERT_PATH`. */
export const clientFolder = "/certs/client";

/** The three files. [docs.docker.com: Protect the Docker daemon socket, "Secure by default"] */
export function certificateFiles(
  folder: string,
  { caCert, cert, key }: Record<"caCert" | "cert" | "key", pulumi.Input<string>>,
): ControllerFile[] {
  return [
    { file: `${folder}/ca.pem`, content: caCert },
    { file: `${folder}/cert.pem`, content: cert },
    { file: `${folder}/key.pem`, content: key },
  ];
}
