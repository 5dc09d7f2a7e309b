import { expect } from "chai";
import { clearLeftovers } from "../../../../components/docker/interrupted-up";
import { certificate, key } from "../../support/pems";
import { nobodyServing, serving } from "../../support/serving";

const keys = { caCert: certificate, clientCert: certificate, clientKey: key };
const container = "docker:index/container:Container";

describe("what an interrupted up left", () => {
  const clears = (dockerHost: string, ports: { external: number }[] = []) =>
    clearLeftovers("Jenkins ci", { dockerHost, ...keys }, "1a2b", container, { name: "jenkins-ci", ports }).catch(
      String,
    );

  it("is not looked for where the engine has stopped answering: it is told, with what to do", async () => {
    const told =
      /1 problem in Jenkins ci\n {2}endpoint {2}the engine at tcp:\/\/127\.0\.0\.1:\d+ has stopped answering: .*run pulumi up again {2}\[JD401\]$/;
    const gone = await nobodyServing();
    expect(await clears(gone)).to.match(told);
    expect(await clears(gone, [{ external: 8080 }])).to.match(told);
    expect(await serving((socket) => socket.destroy(), clears)).to.match(told);
  });
});
