import { expect } from "chai";
import { coverEverybody } from "../../../../components/text/networks";

describe("networks that are everybody", () => {
  for (const cidrs of [
    ["0.0.0.0/0"],
    ["::/0"],
    ["0.0.0.0/1", "128.0.0.0/1"],
    ["203.0.113.0/24", "0.0.0.0/1", "192.0.0.0/2", "128.0.0.0/2"],
    ["::/1", "8000::/1"],
    ["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3"],
    ["2000::/3"],
    ["2000::/4", "203.0.113.0/24", "3000::/4"],
  ]) {
    it(cidrs.join(", "), () => {
      expect(coverEverybody(cidrs)).to.equal(true);
    });
  }

  for (const cidrs of [
    [],
    ["203.0.113.0/24"],
    ["0.0.0.0/1"],
    ["0.0.0.0/1", "8000::/1"],
    ["0.0.0.0/1", "128.0.0.0/2", "224.0.0.0/3"],
    ["fc00::/7", "2001:db8::/32"],
  ]) {
    it(`are not: ${cidrs.join(", ")}`, () => {
      expect(coverEverybody(cidrs)).to.equal(false);
    });
  }
});
