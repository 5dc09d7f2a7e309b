/** Schema, Pulumi.yaml, the arguments' doc comments and docs/config.md say the same. UPDATE_RECORDED=1 writes what is made. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { type ConfigKey, configKeys, projectConfig } from "../../../stacks/reference";
import { type Documented, documented } from "../support/doc-comments";
import { expectInDocs } from "../support/recorded-table";

const root = path.join(__dirname, "../../..");
const interfaces = documented(root, [
  "components/access/dind/args.ts",
  "components/access/dood/args.ts",
  "components/access/remote/args.ts",
  "components/endpoint/certificates.ts",
  "components/endpoint/endpoint.ts",
  "components/host/aws-fleet/fleet-args.ts",
  "components/host/aws/aws-args.ts",
  "components/host/bootstrap/host-settings.ts",
  "components/text/registry-ca.ts",
  "components/host/existing.ts",
  "components/host/local.ts",
  "components/jenkins/agents/agent-args.ts",
  "components/jenkins/args.ts",
  "components/jenkins/backup/args.ts",
  "components/jenkins/registries/registries.ts",
  "components/text/proxy.ts",
]);

/** Which arguments a block of the config is; those below it follow from their types. */
const argumentsOf: Record<string, string> = {
  local: "LocalDockerHostArgs",
  existing: "ExistingDockerHostArgs",
  aws: "AwsDockerHostArgs",
  dind: "Dind",
  dood: "Dood",
  "fleets[]": "AwsAgentFleetArgs",
  jenkins: "JenkinsArgs",
  "registries[]": "Registry",
  proxy: "Proxy",
  "remote.endpoint": "DockerEndpoint",
  "remote.aws": "AwsDockerHostArgs",
  "remote.container": "EngineContainer",
};

/** What a key's arguments say of it; undefined where the schema has to. */
function ofArguments(key: string): Documented | undefined {
  const parent = key.slice(0, key.lastIndexOf("."));
  if (parent === "") return undefined;
  const name = argumentsOf[parent] ?? ofArguments(parent)?.refersTo.find((one) => interfaces.has(one));
  return name === undefined ? undefined : interfaces.get(name)?.[key.slice(parent.length + 1).replace("[]", "")];
}

/** A pool is engines as the first one; their keys are not said again. */
const keys = configKeys().filter(({ path: at }) => !/^remote\.(pool\[\]|aws)\./.test(at));
const described = keys.map((key) => {
  const comment = ofArguments(key.path);
  return { ...key, description: key.description ?? comment?.description ?? "", usual: usualOf(key, comment) };
});

function usualOf(key: ConfigKey, comment: Documented | undefined): string {
  const text = key.default === undefined ? comment?.default : JSON.stringify(key.default);
  if (text === undefined || text === '""') return "";
  if (text.includes("`")) return text.replace(/"([^"]*)"/g, "`$1`");
  return /^[["{\d]|^(true|false)$/.test(text) ? `\`${text.replaceAll('"', "")}\`` : text;
}

describe("the reference of a stack's config", () => {
  it("has a description of every key, from its schema or from the arguments", () => {
    expect(described.filter(({ description }) => description === "").map(({ path: at }) => at)).to.deep.equal([]);
  });

  it("knows no argument that a stack cannot be told, but for these, which it makes itself", () => {
    const made = [
      "AwsDockerHostArgs.clientAddresses",
      "AwsDockerHostArgs.roleForContainers",
      "JenkinsArgs.access",
      "JenkinsArgs.endpoint",
    ];
    made.push("JenkinsArgs.pluginLock", "JenkinsArgs.registries", "JenkinsArgs.secrets");
    made.push("JenkinsArgs.caBundle", "JenkinsArgs.proxy", "JenkinsArgs.fleets", "JenkinsArgs.awsKey");
    made.push("AwsAgentFleetArgs.sshGroups", "AwsAgentFleetArgs.controllerRole", "AwsAgentFleetArgs.controllerUser");
    const known = new Set(configKeys().map(({ path: at }) => at.replaceAll("[]", "")));
    const blocks = {
      aws: "AwsDockerHostArgs",
      "aws.data": "DataDisk",
      dind: "Dind",
      dood: "Dood",
      fleets: "AwsAgentFleetArgs",
      jenkins: "JenkinsArgs",
      "jenkins.backup": "Backup",
      "jenkins.backup.keep": "BackupsKept",
    };
    const more = { "jenkins.agents": "Agents", "jenkins.agents.templates": "AgentTemplate" };
    const missing = Object.entries({ ...blocks, ...more }).flatMap(([block, name]) =>
      Object.keys(interfaces.get(name) ?? {})
        .filter((property) => !known.has(`${block}.${property}`))
        .map((property) => `${name}.${property}`),
    );
    expect(missing.sort()).to.deep.equal(made.sort());
  });

  it("is Pulumi.yaml's block config", () => {
    const file = path.join(root, "Pulumi.yaml");
    const document = parseDocument(fs.readFileSync(file, "utf8"));
    if (process.env.UPDATE_RECORDED === "1") {
      document.set("config", document.createNode(projectConfig()));
      fs.writeFileSync(file, document.toString({ lineWidth: 0 }));
    }
    expect((document.toJS() as { config: unknown }).config).to.deep.equal(projectConfig());
  });

  it("is the page docs/config.md", () => {
    const rows = described.map(({ path: at, type, description, usual, secret }) => [
      `\`${at}\``,
      type,
      usual,
      `${secret ? "**Secret.** " : ""}${description.replaceAll("|", "\\|")}`,
    ]);
    expectInDocs("docs/config.md", "tests/unit/stacks/reference.test.ts", [["key", "type", "default", ""], ...rows]);
  });
});
