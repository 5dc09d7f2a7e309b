import { expect } from "chai";
import * as https from "node:https";
import * as net from "node:net";
import { untilEngineAnswers, whatIsMissing } from "../../../../../components/host/aws/engine-ready";
import { certificate, expired, key } from "../../../support/pems";
import { nobodyServing, serving } from "../../../support/serving";

const keys = { caCert: "-----BEGIN CERTIFICATE-----", clientCert: "", clientKey: "" };

describe("a machine that is not ready", () => {
  it("is told by DNS", async () => {
    expect(await whatIsMissing({ dockerHost: "tcp://nowhere.invalid:2376" })).to.equal(
      "DNS: nowhere.invalid is not known",
    );
  });

  it("is told by TCP, before Docker listens and while what listens closes at once", async () => {
    const closed = await nobodyServing();
    expect(await whatIsMissing({ dockerHost: closed })).to.equal("TCP: the port is closed: Docker is not started yet");
    const missing = await serving(
      (socket) => socket.resetAndDestroy(),
      (dockerHost) => whatIsMissing({ dockerHost, ...keys, caCert: undefined }),
    );
    expect(missing).to.equal("TCP: the connection is closed at once: Docker is not started yet");
  });

  it("is told by TLS, where something else answers", async () => {
    const missing = await serving(
      (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"),
      (dockerHost) => whatIsMissing({ dockerHost, ...keys, caCert: undefined }),
    );
    expect(missing).to.match(/^TLS: /);
  });

  it("is told by the certificate, while the engine shows the one before", async () => {
    const server = https.createServer({ cert: certificate, key }, (_, response) => response.end("OK"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const dockerHost = `tcp://127.0.0.1:${String((server.address() as net.AddressInfo).port)}`;
    const endpoint = { dockerHost, caCert: certificate, clientCert: certificate, clientKey: key };
    const awaited = async (serverCert: string) => {
      const lines: string[] = [];
      await untilEngineAnswers(
        { where: "x", endpoint, serverCert, lookAt: [] },
        (line) => lines.push(line),
        0.01,
      ).catch((error: unknown) => lines.push(String(error)));
      return lines.join("\n");
    };
    try {
      expect(await awaited(`${certificate}${expired}`), "with that of the CA before").to.equal("");
      expect(await awaited(expired)).to.match(/certificate: the engine has the one before\..*every 5 minutes/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it("is said again and again, and in the end with what to look at", async () => {
    const lines: string[] = [];
    const dockerHost = await nobodyServing();
    const lookAt = ["aws ec2 get-console-output", "aws ssm start-session"];
    const error = await untilEngineAnswers(
      { where: "AwsDockerHost ci", endpoint: { dockerHost }, lookAt },
      (line) => lines.push(line),
      0.01,
    ).catch((thrown: unknown) => thrown);
    const missing = "TCP: the port is closed: Docker is not started yet";
    expect(lines.map((line) => line.replace(/\d+ s:/, "N s:"))).to.deep.equal([
      `waiting for the engine at ${dockerHost}, N s: ${missing}`,
    ]);
    expect((error as Error).message).to.equal(
      [
        "pulumi-jenkins-docker: 1 problem in AwsDockerHost ci",
        `  endpoint  the engine at ${dockerHost} does not answer after 0.01 minutes. ${missing}`,
        "    To see why:",
        "      aws ec2 get-console-output",
        "      aws ssm start-session",
        "    Then run pulumi up again: it goes on where it ended.  [JD410]",
      ].join("\n"),
    );
  });
});
