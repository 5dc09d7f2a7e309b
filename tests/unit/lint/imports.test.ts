/** The lint rules about imports: each refuses an example. */
import { expect } from "chai";
import { ESLint, type Linter } from "eslint";
import * as path from "node:path";
import { parser } from "typescript-eslint";

const repository = path.join(__dirname, "../../..");

describe("the lint rules about imports", () => {
  let eslint: ESLint;

  before(async () => {
    const { importRules } = (await import(path.join(repository, "eslint.imports.mjs"))) as {
      importRules: Linter.Config;
    };
    const language = { files: ["**/*.ts"], languageOptions: { parser } } as Linter.Config;
    eslint = new ESLint({ cwd: repository, overrideConfigFile: true, overrideConfig: [language, importRules] });
  });

  /** What the rules say to an import in a file. */
  const said = async (file: string, imported: string) => {
    const text = `import * as it from "${imported}";\nexport const used = it;\n`;
    const [result] = await eslint.lintText(text, { filePath: path.join(repository, file) });
    return result?.messages.map(({ ruleId }) => ruleId?.replace("import-x/", ""));
  };

  for (const [what, file, imported] of [
    ["text from the components", "components/text/pem.ts", "../endpoint/endpoint"],
    ["paths from the components", "components/paths.ts", "./docker/container"],
    ["changes from the engine's API", "components/changes/hooks.ts", "../endpoint/connect"],
    ["endpoint from the Docker objects", "components/endpoint/connect.ts", "../docker/image"],
    ["Docker objects from the modes", "components/docker/image.ts", "../access/contract"],
    ["modes from hosts", "components/access/contract.ts", "../host/local"],
    ["hosts from the modes", "components/host/local.ts", "../access/contract"],
    ["one mode from another", "components/access/dood/dood.ts", "../dind/args"],
    ["modes from Jenkins", "components/access/contract.ts", "../jenkins/args"],
    ["Jenkins from hosts", "components/jenkins/make-deployment.ts", "../host/local"],
    ["check from make", "components/jenkins/check/preflight.ts", "../controller/url"],
    ["agents from the casc", "components/jenkins/agents/cloud.ts", "../casc/render"],
    ["the casc from the controller", "components/jenkins/casc/render.ts", "../controller/url"],
    ["make from verify", "components/jenkins/controller/files.ts", "../verify/healthy"],
    ["components from the program", "components/jenkins/jenkins.ts", "../../stacks/config"],
    ["the program from the command line", "stacks/config.ts", "../cli/say"],
  ] as const) {
    it(`keep ${what}`, async () => {
      expect(await said(file, imported)).to.include("no-restricted-paths");
    });
  }

  it("refuse a circle", async () => {
    expect(await said("stacks/hosts.ts", "./config")).to.deep.equal(["no-cycle"]);
  });

  it("take what comes before", async () => {
    expect(await said("components/jenkins/verify/healthy.ts", "../controller/url")).to.deep.equal([]);
  });
});
