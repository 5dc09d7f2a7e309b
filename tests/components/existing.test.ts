import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ExistingDockerHost } from "../../index";
import { certificate } from "../unit/support/pems";
import { Later, preview } from "./mocks";

describe("an ExistingDockerHost in a preview", () => {
  it("leaves its address known where its key is not known yet, and is a secret as a whole", async () => {
    let made: pulumi.Output<unknown> | undefined;
    await preview(() => {
      const clientKey = new Later("a:b:Later", "later", { value: undefined }).value;
      const keys = { caCert: certificate, clientCert: certificate, clientKey };
      made = new ExistingDockerHost("ci", { dockerHost: "tcp://[2001:db8::1]:2376", ...keys }).endpoint;
    });
    const { dockerHost, address, socketPath } = made as unknown as Record<string, pulumi.Output<string>>;
    const known = await Promise.all([dockerHost, address, socketPath].map((one) => valueOf(one)));
    expect(known).to.deep.equal(["tcp://[2001:db8::1]:2376", "2001:db8::1", "/var/run/docker.sock"]);
    expect(await (made as unknown as { isSecret: Promise<boolean> }).isSecret).to.equal(true);
  });
});

/** The value of an output where it is known; undefined where it is not. */
async function valueOf(output: pulumi.Output<string> | undefined): Promise<string | undefined> {
  const { isKnown, promise } = output as unknown as { isKnown: Promise<boolean>; promise: () => Promise<string> };
  return (await isKnown) ? promise() : undefined;
}
