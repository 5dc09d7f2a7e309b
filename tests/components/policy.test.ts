/** The rules, over all that the components make on AWS. In a preview of the mocks nothing is unknown: not the user-data, either. */
import { expect } from "chai";
import type { AwsDockerHostArgs } from "../../components/host/aws/aws-args";
import { AwsDockerHost } from "../../components/host/aws/aws-docker-host";
import { Jenkins } from "../../components/jenkins/jenkins";
import type { JenkinsArgs } from "../../components/jenkins/args";
import type { Environment } from "../../policy/environment";
import { optionsOf, violations } from "../../policy/rule";
import { rules } from "../../policy/rules";
import { awsDockerHost, jenkins } from "../../policy/types";
import { certificate, key } from "../unit/support/pems";
import { isSecret, preview } from "./mocks";

const client = { clientCert: certificate, clientKey: key };

describe("the rules, of a Jenkins on AWS,", () => {
  it("find nothing", async () => {
    for (const access of ["dood", "dind"] as const) {
      expect(await said("other", {}, { access })).to.deep.equal([]);
    }
  });

  it("find nothing of one with its builds on another VM", async () => {
    const remote = {
      endpoint: { dockerHost: "tcp://203.0.113.10:2376", caCert: certificate, caKey: key, ...client, socketGid: 998 },
    };
    const found = await said("other", {}, { access: "remote", remote });
    expect(found).to.deep.equal([]);
  });

  it("find what a config opens to everybody", async () => {
    const open = { uiCidrs: ["0.0.0.0/0"], publicAccess: true };
    expect(await said("other", open, { access: "dood" })).to.include(
      "advisory firewall-names-networks: ci-443-0-0-0-0-0: opens tcp 443 to 0.0.0.0/0. " +
        "Name the networks of its users, e.g. 203.0.113.0/24, or allow ports: [443]",
    );
    const all = { allowedCidrs: ["0.0.0.0/0"], uiPorts: [], publicAccess: true };
    expect(await said("other", all, { access: "dood" })).to.include(
      "mandatory engine-port-closed: ci-2376-0-0-0-0-0: lets 0.0.0.0/0 reach the engine's port 2376. " +
        "Name the networks of its clients, e.g. 203.0.113.0/24",
    );
  });

  it("ask prod for a kept disk, images by digest, and another mode than dood", async () => {
    const lost = await said("prod", {}, { access: "dood" });
    expect(lost).to.include(
      "mandatory data-protected: ci: loses its data disk in a `destroy`. Set data.retain: true (aws.data.retain)",
    );
    const kept = await said("prod", { data: { retain: true } }, { access: "dood", retainHome: true });
    const names = kept.map((line) => /^mandatory ([\w-]+: [\w-]+)/.exec(line)?.[1]);
    expect(names.sort()).to.deep.equal([
      "docker-socket-only-dood: ci",
      "images-pinned: ci",
      "images-pinned: ci",
      "images-pinned: ci-agent",
      "images-pinned: ci-agent",
      "images-pinned: ci-https",
    ]);
  });
});

/** What all rules say of a host and a Jenkins on it. */
async function said(
  environment: Environment,
  host: Partial<AwsDockerHostArgs>,
  args: Partial<JenkinsArgs>,
): Promise<string[]> {
  const allowedCidrs = ["203.0.113.0/24"];
  const resources = await preview(() => {
    const { endpoint, address } = new AwsDockerHost("ci", { allowedCidrs, ...host });
    if (args.access === "remote")
      new AwsDockerHost("builds", { allowedCidrs, uiPorts: [], clientAddresses: [address] });
    new Jenkins("ci", { endpoint, https: {}, ...args });
  });
  const seen = resources.map(({ type, name, inputs }) => ({
    type,
    name,
    props: inClear(inputs) as object,
    protect: false,
  }));
  const owner = (type: string) => {
    const component = type.startsWith("aws:") ? awsDockerHost : type.startsWith("docker:") ? jenkins : undefined;
    return seen.find((one) => one.type === component);
  };
  return rules.flatMap((rule) =>
    rule.level[environment] === "disabled"
      ? []
      : seen
          .flatMap((one) => violations(rule, { ...one, parent: owner(one.type) }, optionsOf(rule, environment)))
          .map((line) => `${rule.level[environment]} ${rule.name}: ${line}`),
  );
}

/** Secrets as policies get them, and the mocks' image with an id as it is. */
function inClear(value: unknown): unknown {
  if (value === "sha256:image") return `sha256:${"0123456789abcdef".repeat(4)}`;
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return inClear((value as unknown as { value: unknown }).value);
  if (Array.isArray(value)) return value.map(inClear);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inClear(part)]));
}
