import { expect } from "chai";
import { environmentOf } from "../../../policy/environment";

describe("the rules", () => {
  for (const [stack, environment] of [
    ["prod", "prod"],
    ["production", "prod"],
    ["Prod-eu", "prod"],
    ["local", "other"],
    ["preprod", "other"],
    ["", "other"],
  ] as const) {
    it(`take stack "${stack}" as ${environment}`, () => {
      expect(environmentOf(stack)).to.equal(environment);
    });
  }
});
