import { expect } from "chai";
import { pemProblem } from "../../../../components/text/pem";
import { certificate, expired, key } from "../../support/pems";

const cut = expired.slice(0, expired.length / 2);

describe("a PEM of certificates", () => {
  for (const [title, pem] of [
    ["one", certificate],
    ["two", certificate + expired],
    [
      "with comments, and lines as Windows ends them",
      `# our CA\nsubject=CN = a\n${certificate.replaceAll("\n", "\r\n")}`,
    ],
  ] as const) {
    it(`may be ${title}`, () => {
      expect(pemProblem("CERTIFICATE", pem)).to.equal(undefined);
    });
  }

  for (const [pem, problem] of [
    ["no PEM", "is not a PEM: it has no line -----BEGIN CERTIFICATE-----"],
    [cut, "is a PEM that does not parse as a certificate. Was it cut off?"],
    [certificate + cut, "has 2 certificates, of which number 2 does not parse. Was it cut off?"],
    [cut + certificate, "has 2 certificates, of which number 1 does not parse. Was it cut off?"],
    [certificate + key, "has a PRIVATE KEY, which does not belong here. Give the certificates alone"],
    [
      certificate.replaceAll("CERTIFICATE", "TRUSTED CERTIFICATE"),
      "has a TRUSTED CERTIFICATE, which OpenSSL alone reads. Convert it: openssl x509 -in FILE",
    ],
    [
      certificate + certificate.replaceAll("CERTIFICATE", "X509 CRL"),
      "has a X509 CRL, and only certificates belong here. Take it out",
    ],
  ] as const) {
    it(`is refused: ${problem}`, () => {
      expect(pemProblem("CERTIFICATE", pem)).to.equal(problem);
      expect(problem).not.to.contain("MII");
    });
  }
});
