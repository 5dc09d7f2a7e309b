import { expect } from "chai";
import * as net from "node:net";
import { whyAway } from "../../../components/engine/answer";
import { certificate, key } from "../support/pems";

/** A server that does one thing with every connection. */
async function serving<T>(on: (socket: net.Socket) => void, action: (port: number) => Promise<T>): Promise<T> {
  const server = net.createServer((socket) => {
    socket.on("error", () => undefined);
    on(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await action((server.address() as net.AddressInfo).port);
  } finally {
    server.close();
  }
}

const asks = (dockerHost: string) =>
  whyAway(
    "Jenkins ci",
    "remote.endpoint.dockerHost",
    {
      dockerHost,
      caCert: certificate,
      clientCert: certificate,
      clientKey: key,
    },
    false,
  ).catch(String);

describe("an engine that only builds use", () => {
  it("may be away: nothing listens, or its name is not known yet", async () => {
    const closed = await serving(
      () => undefined,
      (port) => Promise.resolve(port),
    );
    expect(await asks(`tcp://127.0.0.1:${String(closed)}`)).to.match(/^nothing listens there/);
    expect(await asks("tcp://nowhere.invalid:2376")).to.match(/^its name is not known to DNS/);
  });

  it("may not be something else that listens there", async () => {
    const said = await serving(
      (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"),
      (port) => asks(`tcp://127.0.0.1:${String(port)}`),
    );
    expect(said).to.match(
      /remote\.endpoint\.dockerHost +tcp:\/\/127\.0\.0\.1:\d+ cannot be used: TLS: what answers there does not speak it\..* \[JD401\]/,
    );
  });
});
