import { expect } from "chai";
import { CommandError, options } from "../../../cli/say";

const known = {
  stack: { type: "string", default: "local" },
  access: { type: "string" },
  install: { type: "boolean", default: false },
} as const;

describe("the options of a command", () => {
  const said = (words: string[], environment: NodeJS.ProcessEnv = {}) => {
    try {
      options(words, known, environment);
      return "";
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return error.message;
    }
  };

  it("are texts and switches by name", () => {
    expect(options(["--stack", "dev", "--install"], known, {})).to.deep.include({ stack: "dev", install: true });
    expect(options(["--access=dind"], known, {})).to.deep.include({ stack: "local", access: "dind", install: false });
  });

  it("are told, with the one that was meant, where there is no such one", () => {
    expect(said(["--acces", "dind"])).to.equal(
      '--acces is not an option. Did you mean "access"? The options are --stack, --access, --install',
    );
    expect(said(["dind"])).to.equal('"dind" is not an option. The options are --stack, --access, --install');
    expect(said(["--stack"])).to.match(/--stack/);
  });

  it("are refused where npm has taken one: the command would be one of another stack", () => {
    const npm = { npm_lifecycle_event: "restore", npm_config_stack: "prod" };
    expect(said([], npm)).to.equal(
      'npm has taken --stack for an option of its own. Write it behind "--": npm run restore -- --stack',
    );
    expect(said(["--stack", "prod"], npm)).to.equal("");
    expect(said([], { npm_config_stack: "prod" }), "no npm script").to.equal("");
    expect(said([], { npm_lifecycle_event: "start", npm_config_access: "public" }), "npm's own").to.equal("");
  });
});
