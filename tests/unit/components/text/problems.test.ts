import { expect } from "chai";
import { inspect } from "node:util";
import { didYouMean, formatProblems } from "../../../../components/text/problems";
import { UserError } from "../../../../components/text/user-error";

describe("problems", () => {
  it("come as one text, paths in a column, codes at the end", () => {
    const text = formatProblems("the configuration of stack dev", [
      { code: "JD101", path: "access", message: '"dnid" is not a way.' },
      { code: "JD104", path: "jenkins.port", message: "0 is not allowed" },
    ]);
    expect(text).to.equal(
      [
        "pulumi-jenkins-docker: 2 problems in the configuration of stack dev",
        '  access        "dnid" is not a way.  [JD101]',
        "  jenkins.port  0 is not allowed  [JD104]",
      ].join("\n"),
    );
  });

  it("keep their text whatever is put before it, and print it alone", () => {
    const error = new UserError("Jenkins ci", [{ code: "JD402", path: "port", message: "8080 is in use" }]);
    const text = "pulumi-jenkins-docker: 1 problem in Jenkins ci\n  port  8080 is in use  [JD402]";
    error.message = `error serializing property "outputs": ${error.message}`; // as the SDK does
    expect(error.message).to.equal(text);
    expect(inspect(error)).to.equal(text);
  });

  for (const [text, shown] of [
    ['"ssh://me:word@ci" is not', '"ssh://me:…@ci" is not'],
    ["http://u:p@ss@proxy:3128, and so on", "http://u:…@proxy:3128, and so on"],
    ["https://u:a/b@mirror.example.org", "https://u:…@mirror.example.org"],
    ["https://:word@mirror", "https://:…@mirror"],
    ["at tcp://ci:2376 for me@example.org", "at tcp://ci:2376 for me@example.org"],
    ["ssh://me@ci:22/run/docker.sock", "ssh://me@ci:22/run/docker.sock"],
  ] as const) {
    it(`are told without the password of a URL: ${shown}`, () => {
      expect(formatProblems("x", [{ code: "JD104", path: "a", message: text }])).to.contain(`  a  ${shown}  [JD104]`);
    });
  }

  for (const [word, known, guess] of [
    ["dnid", ["dood", "dind", "remote"], ' Did you mean "dind"?'],
    ["pugins", ["plugins", "port"], ' Did you mean "plugins"?'],
    ["kubernetes", ["dood", "dind"], ""],
    ["x", [], ""],
  ] as const) {
    it(`guess ${guess || "nothing"} from ${word}`, () => {
      expect(didYouMean(word, known)).to.equal(guess);
    });
  }
});
