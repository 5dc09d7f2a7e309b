import { expect } from "chai";
import { environmentOf } from "../../../policy/environment";

describe("the rules", () => {
  for (const [stack, environment] of [
    ["prod", "prod"],
    ["production", "prod"],
    ["Prod-eu", "prod"],
    ["prod1", "prod"],
    ["eu-prod2-ci", "prod"],
    ["production_3", "prod"],
    ["product", "other"],
    ["prod1x", "other"],
    ["local", "other"],
    ["preprod", "other"],
    ["", "other"],
  ] as const) {
    it(`take stack "${stack}" as ${environment}`, () => {
      expect(environmentOf(stack)).to.equal(environment);
    });
  }
});
