/**
 * Credentials of ours in a casc that lists credentials: Jenkins' list is replaced by that one at each reload, so ours have
 * to be in it. A casc without them leaves the list alone, and ours are made at the start (controller/credentials.groovy).
 * Keys: [docker-commons: casc_symbols.yaml; credentials-plugin: README, "JCasC"; configuration-as-code-plugin: docs,
 * secrets, "readFile", and demos/credentials, basicSSHUserPrivateKey]. Pure.
 */
import { credentialOf } from "../../access/client-certificate";
import { fleetFile, loginFile } from "../../paths";
import { fleetCredential } from "../fleets/fleet-cloud";
import type { PlainFleet } from "../fleets/fleets";
import { registryCredential } from "../registries/registries";
import { type Casc, mergeCasc, valueAt } from "./casc-merge";

/** What Jenkins needs credentials for. */
export interface CredentialParts {
  /** Folders of certificates in the controller. */
  certificates: string[];
  /** Addresses of registries with a login, in their order. */
  registries: string[];
  /** The fleets, in their order. */
  fleets: Pick<PlainFleet, "name" | "user">[];
}

type Domains = { domain?: unknown; credentials?: unknown[] }[];

/** The user's casc, and ours in its list of credentials where it has one. */
export function withOurCredentials(own: Casc, parts: CredentialParts): Casc {
  const domains = valueAt(own, "credentials.system.domainCredentials") as Domains | undefined;
  if (!Array.isArray(domains)) return own;
  const ours = ourCredentials(parts);
  const global = domains.findIndex((one) => (one as Domains[number] | null) !== null && one.domain === undefined);
  const joined =
    global < 0
      ? [...domains, { credentials: ours }]
      : domains.map((one, index) =>
          index === global ? { ...one, credentials: [...(one.credentials ?? []), ...ours] } : one,
        );
  return mergeCasc(own, { credentials: { system: { domainCredentials: joined } } });
}

function ourCredentials({ certificates, registries, fleets }: CredentialParts): unknown[] {
  const description = "made by pulumi-jenkins-docker";
  const file = (path: string) => `\${readFile:${path}}`;
  return [
    ...certificates.map((folder) => ({
      // Jenkins itself can use a SYSTEM credential, and no pipeline can. [docker-plugin: DockerAPI; credentials-plugin: CredentialsScope]
      x509ClientCert: {
        scope: "SYSTEM",
        id: credentialOf(folder),
        description,
        clientKeySecret: file(`${folder}/key.pem`),
        clientCertificate: file(`${folder}/cert.pem`),
        serverCaCertificate: file(`${folder}/ca.pem`),
      },
    })),
    ...fleets.map(({ name, user }, index) => ({
      basicSSHUserPrivateKey: {
        scope: "SYSTEM",
        id: fleetCredential(name),
        description,
        username: user,
        privateKeySource: { directEntry: { privateKey: file(fleetFile(index, "key")) } },
      },
    })),
    ...registries.map((address, index) => ({
      usernamePassword: {
        scope: "GLOBAL",
        id: registryCredential(address),
        description,
        username: file(loginFile(index, "username")),
        password: file(loginFile(index, "password")),
      },
    })),
  ];
}
