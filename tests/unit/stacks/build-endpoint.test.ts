import { expect } from "chai";
import { hasBuildEndpoint } from "../../../stacks/build-endpoint";
import { stackConfig } from "../../../stacks/config";

const aws = '{"allowedCidrs":["203.0.113.0/24"]}';
const ssh = '{"dockerHost":"ssh://docker@ci","socketGid":998}';
const stack = "acme/builds/prod";

describe("the output buildEndpoint", () => {
  for (const [config, expected] of [
    [{}, false],
    [{ host: "aws", aws }, true],
    [{ host: "aws", aws, access: "dind" }, false],
    [{ host: "existing", existing: ssh }, true],
    [{ access: "remote" }, false],
    [{ access: "remote", remote: `{"host":"aws","aws":${aws}}` }, true],
    [{ access: "remote", remote: JSON.stringify({ stack }) }, true],
    [{ access: "remote", remote: JSON.stringify({ stack, ownKey: false }) }, false],
  ] as [Record<string, string>, boolean][]) {
    it(`${expected ? "is there" : "is not there"} with ${JSON.stringify(config)}`, () => {
      expect(hasBuildEndpoint(stackConfig("dev", config))).to.equal(expected);
    });
  }
});
