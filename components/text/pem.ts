/** PEM texts: whether one is what it has to be. Pure. */
import { createPrivateKey, X509Certificate } from "node:crypto";

/** What is wrong with a PEM; undefined where nothing is. The value may be a key: it is not repeated. */
export function pemProblem(kind: "PRIVATE KEY" | "CERTIFICATE", value: string): string | undefined {
  if (!new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(value))
    return `is not a PEM: it has no line -----BEGIN ${kind}-----`;
  return kind === "PRIVATE KEY" ? keyProblem(value) : certificatesProblem(value);
}

/** The certificates of a bundle, each a PEM of its own, without the words between them. */
export function certificatesOf(bundle: string): string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----\n?/g) ?? [];
}

function keyProblem(value: string): string | undefined {
  try {
    createPrivateKey(value);
    return undefined;
  } catch {
    return "is a PEM that does not parse as a private key without a passphrase. Was it cut off?";
  }
}

/** Every part of it has to be a certificate: a key beside one would be copied to wherever the certificate goes. */
function certificatesProblem(value: string): string | undefined {
  const labels = [...value.matchAll(/-----BEGIN ([^-\n]+)-----/g)].map(([, label = ""]) => label);
  const other = labels.find((label) => label !== "CERTIFICATE");
  if (other === "TRUSTED CERTIFICATE")
    return "has a TRUSTED CERTIFICATE, which OpenSSL alone reads. Convert it: openssl x509 -in FILE";
  if (other?.endsWith("PRIVATE KEY") === true)
    return `has a ${other}, which does not belong here. Give the certificates alone`;
  if (other !== undefined) return `has a ${other}, and only certificates belong here. Take it out`;
  const [, ...parts] = value.split("-----BEGIN CERTIFICATE-----");
  const broken = parts.findIndex((part) => !parses(`-----BEGIN CERTIFICATE-----${part}`));
  if (broken < 0) return undefined;
  if (labels.length === 1) return "is a PEM that does not parse as a certificate. Was it cut off?";
  return `has ${String(labels.length)} certificates, of which number ${String(broken + 1)} does not parse. Was it cut off?`;
}

function parses(part: string): boolean {
  try {
    return part.includes("-----END CERTIFICATE-----") && new X509Certificate(part).raw.length > 0;
  } catch {
    return false;
  }
}
