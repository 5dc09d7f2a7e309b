/** PEM texts: whether one is what it has to be. Pure. */
import { createPrivateKey, X509Certificate } from "node:crypto";

/** What is wrong with a PEM; undefined where nothing is. The value may be a key: it is not repeated. */
export function pemProblem(kind: "PRIVATE KEY" | "CERTIFICATE", value: string): string | undefined {
  if (!new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(value))
    return `is not a PEM: it has no line -----BEGIN ${kind}-----`;
  try {
    if (kind === "PRIVATE KEY") createPrivateKey(value);
    else new X509Certificate(value);
    return undefined;
  } catch {
    const what = kind === "PRIVATE KEY" ? "a private key without a passphrase" : "a certificate";
    return `is a PEM that does not parse as ${what}. Was it cut off?`;
  }
}
