/** What an engine on the network has to refuse by itself. */
import { expect } from "chai";
import type { DockerEndpoint } from "../../../components/endpoint/endpoint";
import { reasonOfSilence } from "../../../components/endpoint/answer";
import { clientOf, newAuthority } from "./keys";

/**
 * Lets its own clients in, and nobody without a certificate, with one of another CA or an expired one, or by plain TCP.
 * @param caKey PEM of the key of the endpoint's CA
 */
export async function expectRefusals({ dockerHost, caCert, ...keys }: DockerEndpoint, caKey: string): Promise<void> {
  const ours = { cert: caCert ?? "", key: caKey };
  const reason = (other: Partial<DockerEndpoint>) => reasonOfSilence({ dockerHost, caCert, ...other });
  expect(await reason(keys)).to.equal(undefined);
  expect(await reason(await clientOf(ours, 1)), "a certificate that was made here").to.equal(undefined);
  expect(await reason({})).to.match(/^TLS: .*certificate required/);
  expect(await reason(await clientOf(await newAuthority(), 1))).to.match(/^TLS: .*(unknown ca|bad certificate)/);
  expect(await reason(await clientOf(ours, -1))).to.match(/^TLS: .*(expired|bad certificate)/);
  const plain = await fetch(`${dockerHost.replace("tcp:", "http:")}/version`);
  expect(plain.status).to.equal(400);
  expect(await plain.text()).to.match(/HTTP request to an HTTPS server/);
}
