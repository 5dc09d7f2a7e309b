import { expect } from "chai";
import { whyAway } from "../../../components/engine/answer";
import { certificate, key } from "../support/pems";
import { serving } from "../support/serving";

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
      (dockerHost) => Promise.resolve(dockerHost),
    );
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
