import { expect } from "chai";
import { connect } from "../../../../components/endpoint/connect";
import { whileItAnswers, whyAway, whyNoAnswer } from "../../../../components/endpoint/answer";
import type { Engine } from "../../../../components/endpoint/execute";
import { certificate, key } from "../../support/pems";
import { nobodyServing, serving } from "../../support/serving";

const keys = { caCert: certificate, clientCert: certificate, clientKey: key };

const asks = (dockerHost: string) =>
  whyAway("Jenkins ci", "remote.endpoint.dockerHost", { dockerHost, ...keys }, false).catch(String);

describe("an engine that only builds use", () => {
  it("may be away: nothing listens, or its name is not known yet", async () => {
    const closed = await nobodyServing();
    expect(await asks(closed)).to.match(/^nothing listens there/);
    expect(await asks("tcp://nowhere.invalid:2376")).to.match(/^its name is not known to DNS/);
  });

  it("may not be something else that listens there", async () => {
    const said = await serving((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"), asks);
    expect(said).to.match(
      /remote\.endpoint\.dockerHost +tcp:\/\/127\.0\.0\.1:\d+ cannot be used: TLS: what answers there does not speak it\..* \[JD401\]/,
    );
  });
});

describe("an engine that stops answering", () => {
  const works = (dockerHost: string, work: (engine: Engine) => Promise<unknown>, limit?: number) => {
    const endpoint = { dockerHost, ...keys };
    return whileItAnswers("Jenkins ci", "endpoint", endpoint, async () => work(await connect(endpoint, limit))).catch(
      String,
    );
  };

  it("is told of as what it is, whether it ends the connection, or says nothing, or is gone", async () => {
    const ping = (dockerHost: string, limit?: number) => works(dockerHost, (engine) => engine.ping(), limit);
    const closes = await serving((socket) => socket.destroy(), ping);
    const silent = await serving(
      () => undefined,
      (dockerHost) => ping(dockerHost, 100),
    );
    const gone = await ping(await nobodyServing());
    for (const said of [closes, silent, gone]) {
      expect(said).to.match(
        /1 problem in Jenkins ci\n {2}endpoint {2}the engine at tcp:\/\/127\.0\.0\.1:\d+ has stopped answering: .*run pulumi up again {2}\[JD401\]$/,
      );
    }
    expect(gone).to.contain("ECONNREFUSED");
    for (const said of [closes, silent]) expect(said).to.contain("ended the connection or gave no answer in time");
  });

  for (const [what, error] of [
    ["its connection by SSH has ended", { code: "ESSH" }],
    ["its socket is made anew", { code: "ENOENT", syscall: "connect" }],
  ] as const) {
    it(`is told of where ${what}`, async () => {
      const ended = Object.assign(new Error("it is gone"), error);
      expect(await works("ssh://ci", () => Promise.reject(ended))).to.match(
        /the engine at ssh:\/\/ci has stopped answering: it is gone\..*\[JD401\]$/,
      );
    });
  }

  it("is told where it answers that it cannot", async () => {
    const answer =
      "(HTTP code 500) server error - Cannot update container 1a: write /var/lib/x: no space left on device ";
    const error = Object.assign(new Error(answer), { statusCode: 500 });
    expect(await works("tcp://127.0.0.1:1", () => Promise.reject(error))).to.match(
      /endpoint {2}the engine at tcp:\/\/127\.0\.0\.1:1 could not do a step: Cannot update container 1a: write \/var\/lib\/x: no space left on device\. The disk of the engine's machine is full: make room there \(docker system df\), and run it again\. What was made stays {2}\[JD418\]$/,
    );
  });

  it("is not blamed for other errors", async () => {
    const fault = new TypeError("x is undefined");
    expect(await works("tcp://127.0.0.1:1", () => Promise.reject(fault))).to.equal("TypeError: x is undefined");
    const file = Object.assign(new Error("no such file"), { code: "ENOENT", syscall: "open" });
    expect(await works("tcp://127.0.0.1:1", () => Promise.reject(file))).to.equal("Error: no such file");
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
