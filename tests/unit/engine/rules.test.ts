import { expect } from "chai";
import { checkLocalEngineAddress } from "../../../components/engine/rules";
import { certificate } from "../support/pems";
import { whyNoAnswer } from "../../../components/engine/answer";

describe("the engine of the Docker client, on the network", () => {
  it("needs the client's keys, and is told how the client gets them", () => {
    const check = () => {
      checkLocalEngineAddress("LocalDockerHost here", { dockerHost: "tcp://ci:2376" }, "DOCKER_HOST");
    };
    expect(check).to.throw(
      /DOCKER_HOST {2}"tcp:\/\/ci:2376" is only reached by mutual TLS.*DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH.* \[JD202\]/,
    );
  });
  it("is told of a key that does not parse, where all are there", () => {
    const keys = { caCert: certificate, clientCert: certificate, clientKey: "-----BEGIN PRIVATE KEY-----" };
    const check = () => {
      checkLocalEngineAddress("LocalDockerHost here", { dockerHost: "tcp://ci:2376", ...keys }, "DOCKER_HOST");
    };
    expect(check).to.throw(/DOCKER_HOST {2}is a PEM that does not parse as a private key without a passphrase/);
  });
  it("has its address checked as any other", () => {
    const check = () => {
      checkLocalEngineAddress("LocalDockerHost here", { dockerHost: "ci:2376" }, "the Docker context a.b");
    };
    expect(check).to.throw(/the Docker context a\.b {2}"ci:2376" is no engine's address.* \[JD201\]/);
  });
});

describe("an engine that does not answer", () => {
  for (const [error, reason] of [
    [{ code: "ENOENT", message: "connect ENOENT" }, /no such socket\. Is Docker installed and started/],
    [{ code: "EACCES", message: "connect EACCES" }, /may not open the socket.*usermod -aG docker/],
    [{ code: "ECONNREFUSED", message: "x" }, /nothing listens there/],
    [{ code: "ENOTFOUND", message: "x" }, /not known to DNS/],
    [{ code: "ETIMEDOUT", message: "x" }, /the connection failed \(ETIMEDOUT\)/],
    [{ code: "CERT_HAS_EXPIRED", message: "certificate has expired" }, /^TLS: certificate has expired\. Are caCert/],
    [{ code: "EPROTO", message: "ssl/tls alert bad certificate" }, /^TLS: .*Are clientCert and clientKey/],
    [{ code: "ERR_SSL_X", message: "SSL alert number 42" }, /^TLS: .*Are clientCert and clientKey/],
    [{ code: "HPE_INVALID_CONSTANT", message: "Parse Error" }, /does not speak HTTP/],
    [{ message: "404 page not found", statusCode: 404 }, /no Docker engine \(HTTP 404\)/],
    [{ message: "me@ci: Permission denied (publickey)." }, /^me@ci: Permission denied/],
  ] as const) {
    it(`says: ${String(reason)}`, () => {
      expect(whyNoAnswer(error)).to.match(reason);
    });
  }
});
