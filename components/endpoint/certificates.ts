/** Certificates from a CA of our own, which lives in the stack's state: one a server, one a client. */
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { hash } from "../text/hash";

/** Hours: the CA outlives what it signs by far, since a new one replaces every certificate at once. */
const authorityHours = 10 * 365 * 24;
/** Hours: what docker:dind gives its own certificates. [docker-library/docker: dockerd-entrypoint.sh, 825 days] */
const certificateHours = 825 * 24;
/** Hours before its end in which an `up` renews a certificate. */
const renewalHours = 60 * 24;

/** A certificate, its key (a secret) and the CA that vouches for the other side. All PEM. */
export interface KeyPair {
  /** Two of them while a new CA follows an old one. */
  caCert: pulumi.Output<string>;
  /** With the certificate that the old CA gave to the new one, while there are two. */
  cert: pulumi.Output<string>;
  key: pulumi.Output<string>;
}

/** What clients reach a server by. */
export interface ServerNames {
  dnsNames?: pulumi.Input<string[]>;
  ipAddresses?: pulumi.Input<string[]>;
}

/** Which of a host's CAs, one after the other, is in force. */
export interface HostCa {
  /**
   * The number of the CA. Another number is a new CA with a new key, and every certificate is made anew. Go up by one at a time: no
   * client trusts a CA that was skipped.
   * Default: 1.
   * @example 2
   */
  generation?: number;
  /**
   * Whether the previous CA is still trusted, and vouches for the new one, so that clients that know only the previous CA still
   * connect. Set it to false once every stack that uses the host has been brought up.
   * Default: true.
   */
  trustPrevious?: boolean;
}

/** Signs certificates. */
export interface CertificateAuthority {
  /** What its clients and servers trust. */
  caCert: pulumi.Output<string>;
  /** Its key: a secret, with which others sign certificates of their own. */
  caKey: pulumi.Output<string>;
  server(name: string, names: ServerNames): KeyPair;
  client(name: string): KeyPair;
}

/** What signs: the CA's certificate and key. PEM. */
interface Signer {
  cert: pulumi.Output<string>;
  key: pulumi.Output<string>;
}

// ECDSA P-256: Go's TLS (dockerd, the Docker client) and OpenSSL take it, and a key is made at once.
const keyKind = { algorithm: "ECDSA", ecdsaCurve: "P256" };
const uses = {
  ca: ["cert_signing", "digital_signature"],
  server: ["digital_signature", "server_auth"],
  client: ["digital_signature", "client_auth"],
};

/**
 * A CA of its own, made of resources named after `name`.
 * @example certificateAuthority("ci-dind", { parent }).server("ci-dind-server", { dnsNames: ["docker"] })
 */
export function certificateAuthority(
  name: string,
  opts: pulumi.CustomResourceOptions,
  { generation = 1, trustPrevious = true }: HostCa = {},
): CertificateAuthority {
  const current = selfSigned(name, generation, opts);
  const previous = generation > 1 && trustPrevious ? selfSigned(name, generation - 1, opts) : undefined;
  const crossed = previous && crossSigned(name, generation, current, previous, opts);
  const caCert = previous ? pulumi.interpolate`${current.cert}${previous.cert}` : current.cert;
  // A server's certificate names the CAs that the server trusts. So a client sees whether a new list of CAs has reached it (host/aws/engine-ready.ts).
  const trusts = previous ? `CA ${String(generation)} and before` : `CA ${String(generation)}`;

  const issue = (subject: Subject, allowedUses: string[], names?: ServerNames): KeyPair => {
    const { cert, key } = signedBy(subject, current, { allowedUses, ...names }, opts);
    return { caCert, cert: crossed ? pulumi.interpolate`${cert}${crossed}` : cert, key };
  };
  return {
    caCert,
    caKey: pulumi.secret(current.key),
    server: (name, names) =>
      issue({ commonName: name, ...(generation > 1 ? { organizationalUnit: trusts } : {}) }, uses.server, names),
    client: (name) => issue({ commonName: name }, uses.client),
  };
}

/**
 * A client's certificate of a CA that is somebody else's: its key is this client's alone.
 * @param ca certificate and key of the CA
 */
export function clientCertificate(
  subject: string,
  ca: Signer,
  opts: pulumi.CustomResourceOptions,
): Pick<KeyPair, "cert" | "key"> {
  // The owner of an engine for several controllers can tell the controllers apart.
  const whose = { organization: pulumi.getProject(), organizationalUnit: pulumi.getStack() };
  return signedBy({ commonName: subject, ...whose }, ca, { allowedUses: uses.client }, opts);
}

/** Whom a certificate is of. Its common name is the resources' name, too. */
interface Subject {
  commonName: string;
  organization?: string;
  organizationalUnit?: string;
}

function signedBy(
  subject: Subject,
  ca: Signer,
  { allowedUses, ...names }: { allowedUses: string[] } & ServerNames,
  opts: pulumi.CustomResourceOptions,
): Pick<KeyPair, "cert" | "key"> {
  const name = subject.commonName;
  // A new CA is often the answer to a stolen key. So a key of the old CA gets no certificate of the new CA.
  const replacementTrigger = pulumi.unsecret(ca.cert).apply(hash);
  const own = new tls.PrivateKey(name, keyKind, { ...opts, replacementTrigger });
  const request = new tls.CertRequest(name, { privateKeyPem: own.privateKeyPem, subject, ...names }, opts);
  const signed = new tls.LocallySignedCert(
    name,
    {
      certRequestPem: request.certRequestPem,
      caCertPem: ca.cert,
      caPrivateKeyPem: ca.key,
      allowedUses,
      validityPeriodHours: certificateHours,
      earlyRenewalHours: renewalHours,
    },
    opts,
  );
  return { cert: signed.certPem, key: pulumi.secret(own.privateKeyPem) };
}

function selfSigned(name: string, generation: number, opts: pulumi.CustomResourceOptions): Signer {
  const authorityName = caName(name, generation);
  const key = new tls.PrivateKey(authorityName, keyKind, opts);
  const ca = new tls.SelfSignedCert(
    authorityName,
    {
      privateKeyPem: key.privateKeyPem,
      subject: caSubject(name, generation),
      isCaCertificate: true,
      allowedUses: uses.ca,
      validityPeriodHours: authorityHours,
      earlyRenewalHours: certificateHours,
    },
    opts,
  );
  return { cert: ca.certPem, key: key.privateKeyPem };
}

/**
 * What the old CA says for the new one. Sent along with a certificate of the new one, it has clients and servers that trust
 * only the old one accept that. [RFC 4210, 4.4: CA key update]
 */
function crossSigned(
  name: string,
  generation: number,
  current: Signer,
  previous: Signer,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const requestName = `${caName(name, generation)}-crossed`;
  const request = new tls.CertRequest(
    requestName,
    { privateKeyPem: current.key, subject: caSubject(name, generation) },
    opts,
  );
  return new tls.LocallySignedCert(
    requestName,
    {
      certRequestPem: request.certRequestPem,
      caCertPem: previous.cert,
      caPrivateKeyPem: previous.key,
      isCaCertificate: true,
      allowedUses: uses.ca,
      validityPeriodHours: certificateHours,
      earlyRenewalHours: renewalHours,
    },
    opts,
  ).certPem;
}

function caName(name: string, generation: number): string {
  return generation === 1 ? `${name}-ca` : `${name}-ca-${String(generation)}`;
}

function caSubject(name: string, generation: number): { commonName: string } {
  return { commonName: generation === 1 ? `${name} CA` : `${name} CA ${String(generation)}` };
}
