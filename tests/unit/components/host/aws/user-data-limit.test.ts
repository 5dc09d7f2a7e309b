import { expect } from "chai";
import { checkedUserData } from "../../../../../components/host/aws/user-data-limit";
import { said } from "../../../support/refusal";

describe("what AWS says of an EC2 host", () => {
  it("refuses a user-data over the limit", () => {
    expect(checkedUserData("AwsDockerHost ci", "ü".repeat(8192))).to.have.length(8192);
    expect(said(() => checkedUserData("AwsDockerHost ci", "ü".repeat(8193)))).to.deep.equal([
      "  user-data  has 16386 bytes with these settings, and EC2 takes 16384. Name fewer registryMirrors, addressPools or CAs (caBundle, registryCas)  [JD208]",
    ]);
  });
});
