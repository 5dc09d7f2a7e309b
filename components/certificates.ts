/** Certificates from a CA of our own, which lives in the stack's state: one a server, one a client. */
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

/** Hours: the CA outlives what it signs by far, since a new one replaces every certificate at once. */
const authorityHours = 10 * 365 * 24;
/** Hours: what docker:dind gives its own certificates. [docker-library/docker: dockerd-entrypoint.sh, 825 days] */
const certificateHours = 825 * 24;
/** Hours before its end in which an `up` renews a certificate. */
const renewalHours = 60 * 24;

/** A certificate, its key (a secret) and the CA that vouches for the other side. All PEM. */
export interface KeyPair {
  caCert: pulumi.Output<string>;
  cert: pulumi.Output<string>;
  key: pulumi.Output<string>;
}

/** What clients reach a server by. */
export interface ServerNames {
  dnsNames?: pulumi.Input<string[]>;
  ipAddresses?: pulumi.Input<string[]>;
}

/** Signs certificates. */
export interface CertificateAuthority {
  caCert: pulumi.Output<string>;
  server(name: string, names: ServerNames): KeyPair;
  client(name: string): KeyPair;
}

// ECDSA P-256: Go's TLS (dockerd, the Docker client) and OpenSSL take it, and a key is made at once.
const keyKind = { algorithm: "ECDSA", ecdsaCurve: "P256" };

/**
 * A CA of its own, made of resources named after `name`.
 * @example certificateAuthority("ci-dind", { parent }).server("ci-dind-server", ["docker"])
 */
export function certificateAuthority(name: string, opts: pulumi.CustomResourceOptions): CertificateAuthority {
  const key = new tls.PrivateKey(`${name}-ca`, keyKind, opts);
  const ca = new tls.SelfSignedCert(
    `${name}-ca`,
    {
      privateKeyPem: key.privateKeyPem,
      subject: { commonName: `${name} CA` },
      isCaCertificate: true,
      allowedUses: ["cert_signing", "digital_signature"],
      validityPeriodHours: authorityHours,
      earlyRenewalHours: certificateHours,
    },
    opts,
  );

  const issue = (subject: string, allowedUses: string[], names?: ServerNames): KeyPair => {
    const own = new tls.PrivateKey(subject, keyKind, opts);
    const request = new tls.CertRequest(
      subject,
      { privateKeyPem: own.privateKeyPem, subject: { commonName: subject }, ...names },
      opts,
    );
    const signed = new tls.LocallySignedCert(
      subject,
      {
        certRequestPem: request.certRequestPem,
        caCertPem: ca.certPem,
        caPrivateKeyPem: key.privateKeyPem,
        allowedUses,
        validityPeriodHours: certificateHours,
        earlyRenewalHours: renewalHours,
      },
      opts,
    );
    return { caCert: ca.certPem, cert: signed.certPem, key: pulumi.secret(own.privateKeyPem) };
  };
  return {
    caCert: ca.certPem,
    server: (subject, names) => issue(subject, ["digital_signature", "server_auth"], names),
    client: (subject) => issue(subject, ["digital_signature", "client_auth"]),
  };
}
