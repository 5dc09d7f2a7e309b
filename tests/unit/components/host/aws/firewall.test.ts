import { expect } from "chai";
import { clientNetwork } from "../../../../../components/host/aws/firewall";

describe("the network of a client", () => {
  it("is its address, where that is one, and not let in already", () => {
    expect(clientNetwork("ci", 0, "203.0.113.9", ["203.0.113.0/24"])).to.equal("203.0.113.9/32");
    expect(() => clientNetwork("ci", 1, "203.0.113.0/24", [])).to.throw(
      /clientAddresses\[1\] {2}"203\.0\.113\.0\/24" is not an IPv4 address\. Networks belong into allowedCidrs {2}\[JD104\]/,
    );
    expect(() => clientNetwork("ci", 0, "203.0.113.9", ["203.0.113.9/32"])).to.throw(
      /clientAddresses\[0\] {2}203\.0\.113\.9\/32 is in allowedCidrs, too\. Remove it there.* \[JD107\]/,
    );
  });
});
