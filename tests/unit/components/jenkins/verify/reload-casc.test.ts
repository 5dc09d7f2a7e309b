import { expect } from "chai";
import { refusal } from "../../../../../components/jenkins/verify/reload-casc";

describe("the reload", () => {
  for (const [what, answer, said] of [
    ["an empty answer is success", "\n200", undefined],
    ["the plugin's JSON of success", '{"status":"ok"}\n200', undefined],
    [
      "the plugin's error, which comes with status 200",
      '{"status":"error","message":"Failed: \\"x\\""}\n200',
      'Failed: "x"',
    ],
    [
      "an error in plain text",
      'no configurator for the root element "jenkinz"\n500',
      'HTTP 500 no configurator for the root element "jenkinz"',
    ],
    ["a wrong token", "invalid token\n401", "HTTP 401 invalid token"],
    ["a Jenkins that does not answer", "curl: (7) Failed to connect\n000", "HTTP 000 curl: (7) Failed to connect"],
  ] as const) {
    it(`understands: ${what}`, () => {
      expect(refusal(answer)).to.equal(said);
    });
  }
});
