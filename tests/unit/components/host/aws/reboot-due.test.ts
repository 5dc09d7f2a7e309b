import { expect } from "chai";
import { rebootWarning } from "../../../../../components/host/aws/reboot-due";

const reboot = "aws ec2 reboot-instances --region eu-central-1 --instance-ids i-1";

describe("the warning of a reboot that is due", () => {
  it("says since when, for what, and how", () => {
    expect(rebootWarning({ since: "2026-11-29T00:12:30Z", packages: "linux-base linux-image-6.12" }, reboot)).to.equal(
      "the VM waits for a reboot since 2026-11-29: updates are installed, and not in force (linux-base linux-image-6.12). " +
        `When no build runs: ${reboot}   # Jenkins comes back by itself`,
    );
  });

  it("leaves out what nobody knows", () => {
    expect(rebootWarning({ packages: "" }, reboot)).to.equal(
      `the VM waits for a reboot: updates are installed, and not in force. When no build runs: ${reboot}   # Jenkins comes back by itself`,
    );
  });

  it("has no control characters and no length of a build's choosing", () => {
    const said = rebootWarning({ since: "\u001b[2J", packages: `a\n::error::\u001b[2J${"x".repeat(1000)}` }, reboot);
    expect(said).not.to.match(/\p{Cc}/u);
    expect(said.length).to.be.lessThan(450);
  });
});
