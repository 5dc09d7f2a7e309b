/** What Pulumi wrote for secrets, in a stack's settings. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { inClear, isEncryptedPart, plainSecrets } from "../../../stacks/plain-secrets";

const project = "pulumi-jenkins-docker";
const repository = path.join(__dirname, "../../..");

describe("secrets in a stack's settings", () => {
  it("are found in clear, each by itself", () => {
    const secure = { secure: "v1:abc" };
    const config = {
      [`${project}:secrets`]: { one: secure, two: "in clear" },
      [`${project}:registries`]: [
        { address: "a", password: secure },
        { address: "b", username: "ci", password: "word" },
      ],
      existing: { clientKey: "PEM" },
      [`${project}:jenkins`]: {
        backup: {
          password: "p",
          credentials: { AWS_SECRET_ACCESS_KEY: "k", AWS_ACCESS_KEY_ID: "i", AWS_DEFAULT_REGION: "r" },
        },
      },
      [`${project}:remote`]: {
        endpoint: { clientKey: secure },
        pool: [{ endpoint: { clientKey: "PEM" } }, { host: "aws" }],
      },
    };
    expect(inClear(project, config)).to.deep.equal([
      "secrets.two",
      "jenkins.backup.password",
      "jenkins.backup.credentials.AWS_SECRET_ACCESS_KEY",
      "registries[1].password",
      "existing.clientKey",
      "remote.pool[0].endpoint.clientKey",
    ]);
  });

  it("are not found where a whole block is one", () => {
    expect(inClear(project, { [`${project}:secrets`]: { secure: "v1:abc" } })).to.deep.equal([]);
  });

  it("are none in the example environments, nor where there are no settings", () => {
    for (const stack of ["local", "dev", "staging", "prod", "nobody"])
      expect(plainSecrets(repository, project, stack), stack).to.deep.equal([]);
  });
});

describe("a part of a setting that is a secret", () => {
  let root: string;
  const secure = { secure: "v1:abc" };
  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "settings-"));
    const write = (stack: string, settings: object) => {
      fs.writeFileSync(path.join(root, `Pulumi.${stack}.yaml`), stringify(settings));
    };
    const backup = { repository: "/srv", password: secure };
    write("backup", { config: { "acme:jenkins": { backup, casc: { jenkins: { systemMessage: "plain" } } } } });
    write("casc", { config: { "acme:jenkins": { casc: { jenkins: { systemMessage: secure } }, javaOpts: "-Da=b" } } });
    write("whole", { config: { "acme:jenkins": secure } });
    write("esc", { environment: ["acme"], config: { "acme:jenkins": { backup, casc: {} } } });
    write("elsewhere", { config: { "acme:jenkins": { casc: {} } } });
  });
  after(() => {
    fs.rmSync(root, { recursive: true });
  });

  for (const [stack, key, is] of [
    ["backup", "casc", false],
    ["backup", "backup", true],
    ["casc", "casc", true],
    ["casc", "javaOpts", false],
    ["whole", "casc", true],
    ["esc", "casc", true],
    ["elsewhere", "casc", true],
    ["nobody", "casc", true],
  ] as const)
    it(`${is ? "is" : "is not"} ${key} of a stack with its secrets in: ${stack}`, () => {
      expect(isEncryptedPart(root, "acme", stack, ["jenkins", key])).to.equal(is);
    });
});
