import { expect } from "chai";
import { expectInDocs } from "../support/recorded-table";
import { probes } from "../../engine/support/attacks/probes";
import { attacks, attackTable } from "../../engine/support/attacks/table";

describe("the table of attacks", () => {
  it("is in docs/security.md (UPDATE_RECORDED=1 npm test -- unit writes it)", () => {
    expectInDocs("docs/security.md", "tests/unit/docs/security.test.ts", attackTable());
  });

  it("has a probe for every row, and a row for every probe", () => {
    expect(attacks.map(({ id }) => id).sort()).to.deep.equal(Object.keys(probes).sort());
  });
});
