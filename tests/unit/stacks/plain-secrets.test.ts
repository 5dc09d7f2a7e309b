/** What Pulumi wrote for secrets, in a stack's settings. */
import { expect } from "chai";
import * as path from "node:path";
import { inClear, plainSecrets } from "../../../stacks/plain-secrets";

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
