import { expect } from "chai";
import type { Change } from "../../../../../components/changes/change-rules";
import { host, meaningText, step } from "../../../support/changes";

describe("the meaning of a change", () => {
  for (const [what, given, means] of [
    [
      "a lost disk",
      step({ op: "delete", type: "aws:ebs/volume:Volume", parent: host, name: "aws-data" }),
      /^loses disk aws-data is deleted/,
    ],
    [
      "another VM",
      step({ type: "aws:ec2/instance:Instance", parent: host, name: "aws", reasons: ["userData"] }),
      /^interrupts VM aws is replaced \(userData\)/,
    ],
    [
      "another size of VM",
      step({
        op: "update",
        type: "aws:ec2/instance:Instance",
        parent: host,
        name: "aws",
        paths: ["instanceType"],
        after: { instanceType: "m7i.large" },
      }),
      /^interrupts VM aws is stopped and started again as m7i\.large/,
    ],
  ] as [string, Change, RegExp][]) {
    it(`says: ${what}`, () => {
      expect(meaningText(given)).to.match(means);
    });
  }
});
