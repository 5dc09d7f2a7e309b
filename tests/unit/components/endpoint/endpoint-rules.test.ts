import { expect } from "chai";
import { checkLocalEngineAddress } from "../../../../components/endpoint/endpoint-rules";
import { certificate } from "../../support/pems";

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
    expect(check).to.throw(/the Docker context a\.b {2}"ci:2376" is not an engine's address.* \[JD201\]/);
  });
});
