/** What is looked at beside the values: namespaces, what Pulumi wrote for secrets, networks of documentation. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { ConfigError } from "../../../components/problems";
import { stackConfig, strayKeys } from "../../../stacks/config";
import { inClear, plainSecrets } from "../../../stacks/plain-secrets";
import { refusePlaceholders } from "../../../stacks/placeholders";

const project = "pulumi-jenkins-docker";
const repository = path.join(__dirname, "../../..");

describe("keys of another namespace", () => {
  it("are told where they are ours", () => {
    const texts = { "jenkins-docker:access": "dind", "aws:region": "eu-central-1", [`${project}:host`]: "local" };
    expect(strayKeys(project, texts)).to.deep.equal([
      {
        code: "JD103",
        path: "jenkins-docker:access",
        message: "is not of this project, and would not be read. Write pulumi-jenkins-docker:access",
      },
    ]);
  });

  it("are left to their providers", () => {
    expect(strayKeys(project, { "docker:host": "unix:///run/docker.sock", "aws:profile": "ci" })).to.deep.equal([]);
  });

  it("are told with all other mistakes", () => {
    const others = strayKeys(project, { "jenkins-docker:access": "dind" });
    expect(() => stackConfig("dev", { host: "azure" }, undefined, others)).to.throw(ConfigError, /2 problems/);
  });
});

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
      [`${project}:remote`]: {
        endpoint: { clientKey: secure },
        pool: [{ endpoint: { clientKey: "PEM" } }, { host: "aws" }],
      },
    };
    expect(inClear(project, config)).to.deep.equal([
      "secrets.two",
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

describe("the page of errors", () => {
  it("has an example that is true", () => {
    const page = fs.readFileSync(path.join(repository, "docs/errors.md"), "utf8");
    expect(() => stackConfig("dev", { access: "dnid", host: "aws" }))
      .to.throw(ConfigError)
      .and.satisfy(({ message }: ConfigError) => page.includes(`\`\`\`\n${message}\n\`\`\``));
  });
});

describe("the networks of the example environments", () => {
  const config = (stack: string) => {
    const text = fs.readFileSync(path.join(repository, `stacks/Pulumi.${stack}.yaml`), "utf8");
    const own = Object.entries((parse(text) as { config: Record<string, unknown> }).config).flatMap(([key, value]) =>
      key.startsWith(`${project}:`)
        ? [[key.split(":")[1] ?? "", typeof value === "string" ? value : JSON.stringify(value)]]
        : [],
    );
    return stackConfig(stack, Object.fromEntries(own) as Record<string, string>);
  };
  const problems = (stack: string) => {
    try {
      refusePlaceholders(stack, config(stack));
      return [];
    } catch (error) {
      return (error as ConfigError).problems.map(({ path: at }) => at);
    }
  };

  it("are refused by an up, until somebody writes theirs", () => {
    expect(problems("local")).to.deep.equal([]);
    expect(problems("dev")).to.deep.equal(["aws.allowedCidrs[0]"]);
    expect(problems("prod")).to.deep.equal(["aws.allowedCidrs[0]", "aws.openTo[0]", "remote.aws.allowedCidrs[0]"]);
  });
});
