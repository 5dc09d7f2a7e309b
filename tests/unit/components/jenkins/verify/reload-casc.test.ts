import { expect } from "chai";
import { onceRightsCount, refusal } from "../../../../../components/jenkins/verify/reload-casc";

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

describe("a reload that AWS does not let through yet", () => {
  const denied = "software.amazon.awssdk…: User: arn:aws:iam::1:user/x is not authorized to perform: autoscaling:…";
  /** A Jenkins that answers so, one after the other. */
  const answering = (answers: (string | undefined)[]) => {
    const left = [...answers];
    return { read: () => Promise.resolve(left.length > 1 ? left.shift() : left[0]), left };
  };

  it("is asked for again until the rights count", async () => {
    const { read, left } = answering([denied, denied, undefined]);
    expect(await onceRightsCount(read, { limit: 10, pause: 0.01 })).to.equal(undefined);
    expect(left).to.have.length(1);
  });

  it("is given up after a while, and at once for any other reason", async () => {
    expect(await onceRightsCount(answering([denied]).read, { limit: 0.05, pause: 0.01 })).to.equal(denied);
    const { read, left } = answering(["unknown key jenkinz", undefined]);
    expect(await onceRightsCount(read, { limit: 10, pause: 0.01 })).to.equal("unknown key jenkinz");
    expect(left).to.have.length(1);
  });
});
